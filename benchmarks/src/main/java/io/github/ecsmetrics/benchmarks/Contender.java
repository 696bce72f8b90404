package io.github.ecsmetrics.benchmarks;

import java.nio.file.Path;
import java.util.List;

/** No agent, an agent that does nothing, ours, and each of those that people use. */
enum Contender {
  NONE("none", null, false),
  EMPTY("empty agent", "benchmarks/target/empty-agent.jar", false),
  OURS("ecs-metrics-agent", "agent/target/ecs-metrics-agent.jar", true),
  JMX_EXPORTER("jmx_exporter", "benchmarks/target/peers/jmx-exporter.jar", true),
  OPENTELEMETRY("OpenTelemetry", "benchmarks/target/peers/opentelemetry.jar", true),
  DATADOG("Datadog", "benchmarks/target/peers/datadog.jar", false);

  final String title;
  private final String jar;

  /** Whether it has a {@code /metrics} to scrape. */
  final boolean scraped;

  Contender(String title, String jar, boolean scraped) {
    this.title = title;
    this.jar = jar;
    this.scraped = scraped;
  }

  /** Null for {@link #NONE}. */
  Path jar() {
    return jar == null ? null : Path.of(jar).toAbsolutePath();
  }

  /** The options of the JVM that bring it in, serving metrics on this port. */
  List<String> options(int port) {
    return switch (this) {
      case NONE -> List.of();
      case EMPTY, DATADOG -> List.of("-javaagent:" + jar());
      case OURS -> List.of("-javaagent:" + jar() + "=host=127.0.0.1,port=" + port);
      case JMX_EXPORTER ->
          List.of(
              "-javaagent:"
                  + jar()
                  + "=127.0.0.1:"
                  + port
                  + ":"
                  + Path.of("benchmarks/jmx-exporter.yml").toAbsolutePath());
      case OPENTELEMETRY ->
          List.of(
              "-javaagent:" + jar(),
              "-Dotel.traces.exporter=none",
              "-Dotel.logs.exporter=none",
              "-Dotel.metrics.exporter=prometheus",
              "-Dotel.exporter.prometheus.host=127.0.0.1",
              "-Dotel.exporter.prometheus.port=" + port);
    };
  }
}
