/**
 * The task in the system properties that other software reads. Nothing here is loaded unless its
 * setting is on.
 *
 * <p>Begin with {@link OpenTelemetryResource}.
 *
 * <p>Imports: {@code log}, {@code task}.
 */
package io.github.ecsmetrics.agent.properties;
