package io.github.ecsmetrics.agent.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.MetricCollectors;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.benchmarks.FargateTask;
import io.github.ecsmetrics.benchmarks.MemoryClient;
import java.util.List;
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

/** One answer of {@code /metrics} from the request's bytes to the response's, without a socket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class ScrapeBenchmark {
  private static final byte[] PLAIN =
      "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
  private static final byte[] GZIP =
      "GET /metrics HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n".getBytes(ISO_8859_1);

  @Param({"1", "10", "100"})
  int containers;

  @Param({"false", "true"})
  boolean jvm;

  private MetricsRoute route;

  @Setup
  public void setUp() throws Exception {
    TaskMonitor monitor = new TaskMonitor(new MemoryClient(new FargateTask(containers)), 600_000);
    monitor.pollTask();
    monitor.pollStats();
    ContainerFilter all = new ContainerFilter(List.of(), List.of());
    route =
        new MetricsRoute(
            () -> new ServedMetrics(MetricCollectors.create(monitor, all, jvm, "1", null), null));
  }

  @Benchmark
  public Object plain() throws Exception {
    return render(PLAIN);
  }

  @Benchmark
  public Object gzip() throws Exception {
    return render(GZIP);
  }

  private Object render(byte[] request) throws Exception {
    return route.render(Request.parse(request, 0, request.length)).encode(false, true);
  }
}
