package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.otlp.OtlpEncoder;
import io.github.ecsmetrics.agent.otlp.Resource;
import io.github.ecsmetrics.agent.otlp.Temporality;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * Pushes all metrics to a receiver of OTLP, in as few requests as its limits allow.
 *
 * <p>A request that the receiver may accept later (429, 502, 503, 504) is sent again until the end
 * of the push; any other failure is final. The next push has newer numbers, so nothing is queued.
 */
final class OtlpTarget implements PushTarget {
  private final OtlpSettings settings;
  private final String version;
  private final PushStats stats;
  private final OtlpClient client;
  private final RetryPause pause = new RetryPause();
  private TaskIdentity identity;
  private OtlpEncoder encoder;

  /**
   * @param environment that may have the credentials of AWS
   */
  OtlpTarget(
      OtlpSettings settings, String version, PushStats stats, Map<String, String> environment) {
    this.settings = settings;
    this.version = version;
    this.stats = stats;
    this.client = new OtlpClient(settings, version, environment);
  }

  @Override
  public synchronized void push(TaskIdentity known, List<MultiCollector> collectors, long end)
      throws IOException {
    if (encoder == null || known != identity) identify(known);
    long now = System.currentTimeMillis();
    IOException failure = null;
    for (ExportRequest request : encoder.encode(snapshots(collectors), now)) {
      try {
        send(request, end);
        encoder.acknowledge(request);
      } catch (OtlpStatusException refusal) {
        // The receiver may accept the other requests.
        failure = refusal;
      }
    }
    if (failure != null) throw failure;
    stats.succeeded(System.currentTimeMillis());
  }

  private void identify(TaskIdentity known) {
    identity = known;
    Resource resource = OtlpResource.of(known, settings.resource);
    if (encoder == null) begin(resource);
    else encoder.setResource(resource);
  }

  private void begin(Resource resource) {
    encoder =
        new OtlpEncoder(
            resource,
            "ecs-metrics-agent",
            version,
            settings.delta ? Temporality.DELTA : Temporality.CUMULATIVE,
            ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  private static MetricSnapshots snapshots(List<MultiCollector> collectors) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    for (MultiCollector collector : collectors) {
      for (MetricSnapshot snapshot : collector.collect()) all.metricSnapshot(snapshot);
    }
    return all.build();
  }

  private void send(ExportRequest request, long end) throws IOException {
    pause.reset();
    while (true) {
      try (HttpResponse response = client.post(request.body())) {
        if (response.status() / 100 == 2) {
          accepted(response, request);
          return;
        }
        OtlpStatusException refusal = client.refusal(response);
        stats.count("http_" + response.status());
        if (!refusal.isRetryable()) throw refusal;
        if (!pause.await(response.retryAfter(), end)) throw refusal;
      } catch (OtlpStatusException refusal) {
        throw refusal;
      } catch (IOException failure) {
        RequestException reason = RequestFailure.of(failure, settings.timeoutMillis);
        stats.count(reason.outcome());
        throw reason;
      }
    }
  }

  private void accepted(HttpResponse response, ExportRequest request) {
    boolean whole = client.reportPartialSuccess(response, request.dataPoints());
    stats.count(whole ? "success" : "partial");
  }

  /** Ends a request of another thread whose time is over. */
  void abortIfLate() {
    client.abortIfLate();
  }

  /** Ends the push of another thread; a later one begins anew. */
  void abortCurrent() {
    pause.end();
    client.abortCurrent();
  }

  @Override
  public void abort() {
    pause.endForGood();
    client.abort();
  }

  @Override
  public String toString() {
    return settings.address.toString();
  }
}
