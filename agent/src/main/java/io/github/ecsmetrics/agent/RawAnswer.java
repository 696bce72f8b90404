package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.metadata.Observation;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import java.util.function.Supplier;

/** The endpoint's last answer as it was received: of {@code /task}, or of {@code /task/stats}. */
final class RawAnswer implements Supplier<byte[]> {
  private final TaskWatch watch;
  private final boolean stats;

  RawAnswer(TaskWatch watch, boolean stats) {
    this.watch = watch;
    this.stats = stats;
  }

  @Override
  public byte[] get() {
    Observation latest = watch.latest();
    return stats ? latest.statsBody() : latest.taskBody();
  }
}
