package io.github.ecsmetrics.benchmarks.logpath;

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

/** What the frameworks have in common: 0 or 2 keys of the application's own, one event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class LogPath {
  static final String KEY = "task_family";

  @Param({"0", "2"})
  int ownKeys;

  /** What the appender has read, so that it cannot be left out. */
  Object read;

  @Setup
  public void setUp() {
    prepare();
    if (ownKeys > 0) {
      put("user", "alice");
      put("request", "4711");
    }
  }

  @Benchmark
  public Object event() {
    log();
    return read;
  }

  abstract void prepare();

  abstract void put(String key, String value);

  abstract void log();
}
