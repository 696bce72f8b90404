package io.github.ecsmetrics.it.servers;

/** The agent's lines among those of others. */
final class AgentLines {
  private AgentLines() {}

  static String of(String stderr) {
    return String.join(
        "\n", stderr.lines().filter(line -> line.startsWith("[ecs-metrics-agent]")).toList());
  }
}
