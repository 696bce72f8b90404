/**
 * OTLP: turns client_java's snapshots into the requests of the OpenTelemetry protocol, and reads
 * the responses. Nothing here does input or output, and nothing here is loaded without {@code
 * otlp.endpoint}.
 *
 * <p>Begin with {@link OtlpEncoder}. The message format is opentelemetry-proto's {@code
 * metrics.proto}; OpenTelemetry's specification "Prometheus and OpenMetrics Compatibility" says how
 * a Prometheus metric becomes an OTLP metric.
 *
 * <p>It is written by hand; docs/push.md has the reason.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.otlp;
