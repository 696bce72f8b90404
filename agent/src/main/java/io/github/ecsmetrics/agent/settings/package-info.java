/**
 * The settings: where they come from, how their values are read, and one immutable object for each
 * feature.
 *
 * <p>Begin with {@link Settings}.
 *
 * <p>Imports: {@code log}, {@code net}, {@code task}.
 */
package io.github.ecsmetrics.agent.settings;
