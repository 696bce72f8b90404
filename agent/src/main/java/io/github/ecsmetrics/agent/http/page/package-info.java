/**
 * The page at {@code /} for people, as HTML and as plain text.
 *
 * <p>Begin with {@link TaskPage}.
 *
 * <p>Imports: {@code metadata}, {@code metrics}, {@code task}.
 */
package io.github.ecsmetrics.agent.http.page;
