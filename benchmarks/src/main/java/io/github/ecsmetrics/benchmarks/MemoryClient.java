package io.github.ecsmetrics.benchmarks;

import io.github.ecsmetrics.agent.task.MetadataClient;
import java.nio.charset.StandardCharsets;

/** Answers from memory, the statistics with one digit changed each time, as a live task does. */
public final class MemoryClient extends MetadataClient {
  private final byte[] task;
  private final byte[][] stats = new byte[2][];
  private int asked;

  public MemoryClient(FargateTask task) {
    super("http://127.0.0.1:1/v4/" + task.id(), 1_000);
    this.task = task.task();
    this.stats[0] = task.stats();
    this.stats[1] =
        new String(stats[0], StandardCharsets.UTF_8)
            .replace("\"total_usage\":12500000000", "\"total_usage\":12500000001")
            .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] get(String pathSuffix) {
    return pathSuffix.equals("/task") ? task : stats[asked++ & 1];
  }
}
