package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.jdk.JdkModule;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

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
  private final RequestInFlight inFlight = new RequestInFlight();
  private final OtlpClient client;
  private final RetryPause pause = new RetryPause();
  private final ReentrantLock turn = new ReentrantLock();
  private final long createdMillis = System.currentTimeMillis();
  private final OtlpResource resource;
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
    this.client = new OtlpClient(settings, version, environment, inFlight);
    this.resource = new OtlpResource(settings.resource);
  }

  @Override
  public void push(TaskIdentity known, List<MultiCollector> collectors, long end)
      throws IOException {
    boolean mine = false;
    try {
      mine = turn.tryLock(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurry) {
      // Treated as a timeout.
    }
    if (!mine) throw new IOException("the push before still hangs");
    try {
      inFlight.begin();
      pause.begin();
      pushAll(known, collectors, end);
    } finally {
      turn.unlock();
    }
  }

  private void pushAll(TaskIdentity known, List<MultiCollector> collectors, long end)
      throws IOException {
    if (encoder == null || known != identity) identify(known);
    long now = System.currentTimeMillis();
    IOException failure = null;
    boolean whole = true;
    List<ExportRequest> requests = encoder.encode(snapshots(collectors), now);
    reportTooLarge(encoder.tooLarge());
    for (ExportRequest request : requests) {
      try {
        whole &= send(request, end);
        encoder.acknowledge(request);
      } catch (OtlpStatusException refusal) {
        // The receiver may accept the other requests, unless it wants a pause.
        if (refusal.isRetryable()) throw refusal;
        failure = refusal;
      }
    }
    if (failure != null) throw failure;
    if (whole) stats.succeeded(System.currentTimeMillis());
  }

  private void identify(TaskIdentity known) {
    identity = known;
    if (encoder == null) encoder = newEncoder(resource.of(known));
    else encoder.setResource(resource.of(known));
  }

  private OtlpEncoder newEncoder(Resource first) {
    boolean managed = JdkModule.has("java.lang.management.ManagementFactory");
    return new OtlpEncoder(
        first,
        "ecs-metrics-agent",
        version,
        settings.delta ? Temporality.DELTA : Temporality.CUMULATIVE,
        managed ? JvmStart.epochMillis() : createdMillis);
  }

  private static MetricSnapshots snapshots(List<MultiCollector> collectors) {
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    for (MultiCollector collector : collectors) {
      for (MetricSnapshot snapshot : collector.collect()) all.metricSnapshot(snapshot);
    }
    return all.build();
  }

  private void reportTooLarge(String metric) {
    if (metric == null) return;
    AgentLog.problem(
        "otlp size",
        metric,
        "a data point of "
            + metric
            + " has more than 900 kB and is not pushed to "
            + this
            + "; all others are");
  }

  /** Returns whether the receiver accepted all points. */
  private boolean send(ExportRequest request, long end) throws IOException {
    while (true) {
      if (inFlight.isCancelled()) throw new RequestException("aborted", "aborted", null);
      try (HttpResponse response = client.post(request.body())) {
        if (response.status() / 100 == 2) return accepted(response, request);
        OtlpStatusException refusal = client.refusal(response);
        stats.count("http_" + response.status());
        if (!refusal.isRetryable() || !pause.await(response.retryAfter(), end)) throw refusal;
      } catch (OtlpStatusException refusal) {
        throw refusal;
      } catch (IOException | SecurityException failure) {
        RequestException reason = client.failure(failure);
        if (!inFlight.isCancelled()) stats.count(reason.outcome());
        throw reason;
      }
    }
  }

  private boolean accepted(HttpResponse response, ExportRequest request) {
    pause.begin();
    boolean whole = client.reportPartialSuccess(response, request.dataPoints());
    stats.count(whole ? "success" : "partial");
    return whole;
  }

  /** Whether the receiver has asked for a pause that is not over. */
  boolean isPostponed() {
    return pause.isAskedFor();
  }

  /** Ends a request of another thread whose time is over. */
  void abortIfLate() {
    inFlight.abortIfLate();
  }

  /** Ends the push of another thread; a later one begins anew. */
  void cancel() {
    inFlight.cancel();
    pause.end();
  }

  @Override
  public void abort() {
    inFlight.abort();
    pause.endForGood();
  }

  @Override
  public String toString() {
    return settings.address.toString();
  }
}
