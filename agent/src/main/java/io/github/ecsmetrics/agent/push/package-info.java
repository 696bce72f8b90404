/**
 * Pushes of metrics: to a Prometheus Pushgateway when the JVM ends, and to a receiver of OTLP every
 * interval. Nothing here is loaded without {@code push.url} or {@code otlp.endpoint}.
 *
 * <p>Begin with {@link Pushes}.
 *
 * <p>Imports: {@code aws}, {@code classes}, {@code jdk}, {@code log}, {@code metrics}, {@code net},
 * {@code otlp}, {@code settings}, {@code task}, {@code tls}.
 */
package io.github.ecsmetrics.agent.push;
