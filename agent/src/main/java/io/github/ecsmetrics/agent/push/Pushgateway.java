package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.net.BasicCredentials;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.settings.PushSettings;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.tls.ClientTls;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * Replaces one group of metrics on a Prometheus Pushgateway.
 *
 * <pre>
 * PUT /metrics/job/nightly/instance/0f9de17a6465404e8b1b2356dc13c2f8 HTTP/1.1
 * Content-Type: text/plain; version=0.0.4; charset=utf-8
 *
 * jvm_threads_current{...} 11.0
 * </pre>
 *
 * <p>Not client_java's {@code PushGateway}, which uses {@code HttpURLConnection} and with it the
 * application's proxies, cookies, authenticators and URL handlers.
 */
final class Pushgateway implements PushTarget {
  /** For a refusal's reason, which is worth less than the time until the JVM ends. */
  private static final int REASON_MILLIS = 500;

  private static final int MAX_REASON_BYTES = 8 * 1024;

  private final PushSettings settings;
  private final RequestInFlight inFlight = new RequestInFlight();

  Pushgateway(PushSettings settings) {
    this.settings = settings;
  }

  @Override
  public void push(TaskIdentity identity, List<MultiCollector> collectors, long end)
      throws IOException {
    if (identity == null) throw new IOException("the task is not known");
    String family = identity.get("task_family");
    put(family == null ? "unknown" : family, instance(identity), text(collectors));
  }

  private static byte[] text(List<MultiCollector> collectors) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    for (MultiCollector collector : collectors) writer.write(text, collector.collect());
    return text.toByteArray();
  }

  /** Different for each JVM, because the next push would replace this one otherwise. */
  private static String instance(TaskIdentity identity) {
    String task = identity.get("task_id");
    if (task != null) return task;
    String container = identity.get("container_id");
    if (container != null) return container;
    String now = Long.toHexString(System.currentTimeMillis());
    return "jvm-" + now + "-" + Long.toHexString(System.nanoTime());
  }

  /**
   * Sends the text and returns once the gateway has accepted it.
   *
   * @param text exposition in the text format 0.0.4
   * @throws IOException if it has not; the message is a short reason, with the gateway's own in it
   */
  void put(String job, String instance, byte[] text) throws IOException {
    SSLSocketFactory tls =
        settings.address.tls ? ClientTls.trusting("push.tls.ca", settings.ca) : null;
    HttpClient http = inFlight.of(new HttpClient(settings.address, tls, settings.timeoutMillis));
    try (HttpResponse response = http.send("PUT", path(job, instance), headers(), text)) {
      int status = response.status();
      if (status / 100 == 2) return;
      byte[] body = response.startOfBody(MAX_REASON_BYTES, REASON_MILLIS);
      String reason = RefusalReason.of(body, basic(), settings.password);
      throw new IOException("HTTP " + status + (reason.isEmpty() ? "" : ": " + reason));
    }
  }

  @Override
  public void abort() {
    inFlight.abort();
  }

  private String path(String job, String instance) throws IOException {
    String base = settings.address.path;
    int query = base.indexOf('?');
    if (query >= 0) base = base.substring(0, query);
    if (base.endsWith("/")) base = base.substring(0, base.length() - 1);
    return base + "/metrics/job/" + segment(job) + "/instance/" + segment(instance);
  }

  private String headers() {
    String basic = basic();
    return "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n"
        + (basic == null ? "" : "Authorization: Basic " + basic + "\r\n");
  }

  private String basic() {
    return settings.user == null ? null : BasicCredentials.of(settings.user, settings.password);
  }

  private static String segment(String value) throws IOException {
    return URLEncoder.encode(value, "UTF-8").replace("+", "%20");
  }

  @Override
  public String toString() {
    return settings.address.toString();
  }
}
