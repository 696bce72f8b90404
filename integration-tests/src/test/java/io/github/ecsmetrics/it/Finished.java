package io.github.ecsmetrics.it;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A process that has ended; {@code stderr} is without the JVM's own "Picked up" line. */
public record Finished(int exitCode, String stdout, String stderr, Duration duration) {
  /** The lines of stdout that start with one of these. */
  public List<String> stdoutLines(String... starts) {
    return stdout.lines().filter(line -> Stream.of(starts).anyMatch(line::startsWith)).toList();
  }

  /** What the agent wrote on stderr. */
  public List<String> agentLines() {
    return stderr.lines().filter(line -> line.contains("[ecs-metrics-agent]")).toList();
  }
}
