package io.github.ecsmetrics.benchmarks;

import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.task.TaskSnapshot;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One poll of both paths, without the network: reading and remembering. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class PollBenchmark {
  @Param({"1", "10", "100"})
  int containers;

  private TaskMonitor monitor;

  @Setup
  public void setUp() {
    monitor = new TaskMonitor(new MemoryClient(new FargateTask(containers)), 10_000);
  }

  @Benchmark
  public TaskSnapshot poll() throws RequestException {
    monitor.pollTask();
    monitor.pollStats();
    return monitor.latest();
  }
}
