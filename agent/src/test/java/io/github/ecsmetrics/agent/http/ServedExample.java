package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.application.ApplicationMetrics;
import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import io.github.ecsmetrics.agent.metrics.ApplicationStats;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Two metrics and two raw bodies, and servers for them that run until the test ends. */
final class ServedExample implements AfterEachCallback {
  static final String METRICS_TEXT =
      """
      # HELP example_bytes Bytes.
      # TYPE example_bytes gauge
      example_bytes 512.0
      # HELP things_total Things.
      # TYPE things_total counter
      things_total 3.0
      """;

  static final String METRICS_OPEN =
      """
      # TYPE example_bytes gauge
      # HELP example_bytes Bytes.
      example_bytes 512.0
      # TYPE things counter
      # HELP things Things.
      things_total 3.0
      # EOF
      """;

  byte[] task = "{\"Family\": \"w\u00e4b\",  \"Containers\":[]}".getBytes(StandardCharsets.UTF_8);
  byte[] stats = "{\"4e2f\" : null}\n\n".getBytes(StandardCharsets.UTF_8);

  private final CannedEndpoint endpoint = new CannedEndpoint("4e2f");
  private final TaskMonitor monitor = new TaskMonitor(endpoint, 3_600_000);
  private final List<MetricsServer> servers = new ArrayList<>();

  ServedExample polled() throws RequestException {
    endpoint.answer("/task", task).answer("/task/stats", stats);
    monitor.pollTask();
    monitor.pollStats();
    return this;
  }

  /** With an answer of {@code /task} of that many random bytes and some more. */
  ServedExample polledLarge(int size) throws RequestException {
    byte[] random = new byte[size * 3 / 4];
    new Random(1).nextBytes(random);
    String noise = Base64.getEncoder().encodeToString(random);
    task = ("{\"Family\":\"web\",\"Noise\":\"" + noise + "\"}").getBytes(StandardCharsets.UTF_8);
    return polled();
  }

  /** A server on a free port. */
  MetricsServer serve() {
    return serve("");
  }

  /**
   * A server on a free port.
   *
   * @param settings more of them, as in the agent argument
   */
  MetricsServer serve(String settings) {
    return serve(settings, ServedExample::collectors);
  }

  MetricsServer serve(List<MultiCollector> collectors) {
    return serve("", () -> collectors);
  }

  /**
   * A server that merges the application's metrics.
   *
   * @param settings in which {@code app.metrics} is on
   */
  MetricsServer serveMerged(String settings) {
    ApplicationMetrics application =
        new ApplicationMetrics(
            settings(settings).appMetrics, null, new ApplicationStats(monitor, null));
    return open(settings, () -> new ServedMetrics(collectors(), application));
  }

  private MetricsServer serve(String settings, Supplier<List<MultiCollector>> collectors) {
    return open(settings, () -> new ServedMetrics(collectors.get(), null));
  }

  private MetricsServer open(String settings, Supplier<ServedMetrics> metrics) {
    MetricsServer server = new MetricsServer(settings(settings), monitor, metrics);
    servers.add(server);
    server.open();
    return server;
  }

  /**
   * Those of a server on a free port of the loopback address.
   *
   * @param more as in the agent argument; what is given twice is taken from there
   */
  static Settings settings(String more) {
    return Settings.parse("host=127.0.0.1,port=0," + more);
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    for (MetricsServer server : servers) server.close();
  }

  static List<MultiCollector> collectors() {
    PrometheusRegistry registry = new PrometheusRegistry();
    Counter.builder().name("things_total").help("Things.").register(registry).inc(3);
    Gauge.builder().name("example_bytes").help("Bytes.").register(registry).set(512);
    return List.of(registry::scrape);
  }
}
