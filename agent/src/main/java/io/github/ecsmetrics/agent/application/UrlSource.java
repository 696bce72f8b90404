package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.net.BasicCredentials;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
import java.io.OutputStream;
import javax.net.ssl.SSLSocketFactory;

/**
 * A page of the application, read over HTTP.
 *
 * <pre>
 * GET /actuator/prometheus HTTP/1.1
 * Accept: application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5
 * X-Ecs-Metrics-Agent: 1
 * </pre>
 *
 * <p>The last header keeps two agents, or one that reads its own page, from asking each other for
 * ever. No redirect is followed.
 */
final class UrlSource implements MetricsSource {
  private final HttpAddress address;
  private final String ca;
  private final int timeoutMillis;
  private SSLSocketFactory tls;

  /**
   * @param ca PEM file of the authorities to trust; null for those that the JVM trusts
   * @param timeoutMillis for the whole page
   */
  UrlSource(HttpAddress address, String ca, int timeoutMillis) {
    this.address = address;
    this.ca = ca;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public TextFormat write(TextFormat wanted, OutputStream out) throws IOException {
    try {
      if (address.tls && tls == null) tls = ClientTls.trusting("app.metrics.tls.ca", ca);
      HttpClient http = new HttpClient(address, tls, timeoutMillis);
      try (HttpResponse response = http.send("GET", address.target(), headers(wanted), null)) {
        TextFormat format = format(response);
        response.copyBody(out);
        return format;
      }
    } catch (IOException failure) {
      throw RequestFailure.of(failure, timeoutMillis);
    }
  }

  private String headers(TextFormat wanted) {
    return "Accept: "
        + wanted.accept()
        + (wanted.openMetrics ? "," + TextFormat.PLAIN.accept() + ";q=0.5" : "")
        + "\r\nX-Ecs-Metrics-Agent: 1\r\n"
        + authorization();
  }

  private String authorization() {
    if (address.user() == null) return "";
    String credentials = BasicCredentials.of(address.user(), address.password());
    return "Authorization: Basic " + credentials + "\r\n";
  }

  private static TextFormat format(HttpResponse response) throws IOException {
    if (response.status() != 200) throw failure("HTTP " + response.status());
    String type = response.contentType();
    TextFormat format = TextFormat.ofContentType(type);
    if (format != null) return format;
    throw failure(
        "no page of metrics ("
            + (type == null ? "no Content-Type" : "Content-Type: " + type)
            + ")");
  }

  private static RequestException failure(String reason) {
    return new RequestException("http_", reason, null);
  }

  /** Without the user and the password. */
  @Override
  public String toString() {
    return address.toString();
  }
}
