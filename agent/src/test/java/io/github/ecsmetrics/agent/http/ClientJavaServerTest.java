package io.github.ecsmetrics.agent.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /metrics} beside client_java's own server, for the same registry. */
class ClientJavaServerTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private HTTPServer oracle;
  private int port;

  @BeforeEach
  void start() throws IOException {
    Counter things =
        Counter.builder().name("things").help("Of \"all\" \\ kinds\n").labelNames("kind").build();
    registry.register(things);
    things.labelValues("a\"b\\c\nd\u00e9").inc(3);
    Gauge.builder().name("example_bytes").help("Bytes.").register(registry).set(512);
    Gauge.builder().name("example").register(registry).set(Double.NaN);
    Info.builder().name("build_info").labelNames("version").register(registry).setLabelValues("1");
    Summary.builder().name("wait_seconds").register(registry).observe(0.25);
    oracle = HTTPServer.builder().hostname("127.0.0.1").port(0).registry(registry).buildAndStart();
    port = served.serve(List.of(registry::scrape)).port();
  }

  @AfterEach
  void stop() {
    oracle.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /metrics",
        "GET  | /metrics?name[]=things",
        "GET  | /metrics?name[]=things_total",
        "GET  | /metrics?name%5B%5D=things_created",
        "GET  | /metrics?name[]=example_bytes&name[]=wait_seconds_count",
        "GET  | /metrics?name[]=build_info",
        "GET  | /metrics?name[]=no_such_metric",
        "GET  | /metrics?name[]=",
        "GET  | /metrics?name=things",
        "GET  | /metrics?other=%C3%A9&x",
        "HEAD | /metrics",
      })
  void everyAnswerIsThatOfClientJavasServer(String method, String path) throws Exception {
    for (String accept : ACCEPTED) {
      for (String encoding : method.equals("HEAD") ? PLAIN : ENCODINGS) {
        String request = method + " " + path + " " + accept + " " + encoding;
        HttpResponse<byte[]> expected = ask(oracle.getPort(), method, path, accept, encoding);
        HttpResponse<byte[]> actual = ask(port, method, path, accept, encoding);
        assertEquals(expected.statusCode(), actual.statusCode(), request);
        if (expected.statusCode() != 200) continue;
        assertEquals(header(expected, "Content-Type"), header(actual, "Content-Type"), request);
        assertEquals(
            header(expected, "Content-Encoding"), header(actual, "Content-Encoding"), request);
        assertEquals(text(expected), text(actual), request);
      }
    }
  }

  private static final List<String> ENCODINGS = List.of("identity", "deflate, gzip");

  /** client_java's server fails if it is asked for a compressed head. */
  private static final List<String> PLAIN = List.of("identity");

  private static final List<String> ACCEPTED =
      List.of(
          "*/*",
          "text/plain",
          "text/plain;version=0.0.4",
          "application/openmetrics-text;version=1.0.0",
          "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
          "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.5,*/*;q=0.1");

  private HttpResponse<byte[]> ask(
      int port, String method, String path, String accept, String encoding) throws Exception {
    String escaped = path.replace("[", "%5B").replace("]", "%5D");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + escaped))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept", accept)
            .header("Accept-Encoding", encoding)
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    byte[] body = response.body();
    if (body.length == 0 || header(response, "Content-Encoding").equals("none")) {
      return new String(body, UTF_8);
    }
    return new String(new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes(), UTF_8);
  }
}
