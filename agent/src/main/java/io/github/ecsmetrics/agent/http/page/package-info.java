/**
 * The page at {@code /}, as HTML and as text.
 *
 * <p>Begin with {@link TaskPage}.
 *
 * <p>Imports: {@code metadata}, {@code task}.
 */
package io.github.ecsmetrics.agent.http.page;
