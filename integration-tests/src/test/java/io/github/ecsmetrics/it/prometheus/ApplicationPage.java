package io.github.ecsmetrics.it.prometheus;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * The page of a Spring Boot application that counts its HTTP requests, with a histogram. Between
 * two reads it had one more request of each kind.
 */
final class ApplicationPage implements AutoCloseable {
  private static final String OPEN_METRICS = "application/openmetrics-text";
  private static final String PLAIN = "text/plain; version=0.0.4; charset=utf-8";
  private static final String NAME = "http_server_requests_seconds";

  private final MockWebServer server = new MockWebServer();
  private final AtomicLong requests = new AtomicLong();

  static ApplicationPage start() throws IOException {
    ApplicationPage page = new ApplicationPage();
    page.server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return page.answer(request.getHeaders().get("Accept"));
          }
        });
    page.server.start();
    return page;
  }

  String url() {
    return "http://127.0.0.1:" + server.getPort() + "/actuator/prometheus";
  }

  private MockResponse answer(String accept) {
    boolean open = accept != null && accept.startsWith(OPEN_METRICS);
    return new MockResponse.Builder()
        .addHeader("Content-Type", open ? History.TYPE : PLAIN)
        .body(open ? text() + "# EOF\n" : text())
        .build();
  }

  /** Requests take 20 ms; one of three kinds fails. */
  private String text() {
    long count = requests.incrementAndGet();
    StringBuilder text = new StringBuilder("# TYPE " + NAME + " histogram\n");
    add(text, "outcome=\"SUCCESS\",status=\"200\",uri=\"/orders\"", count);
    add(text, "outcome=\"SUCCESS\",status=\"200\",uri=\"/orders/{id}\"", count);
    add(text, "outcome=\"SERVER_ERROR\",status=\"500\",uri=\"/orders\"", count);
    text.append("# TYPE " + NAME + "_max gauge\n" + NAME + "_max{uri=\"/orders\"} 0.02\n");
    return text.toString();
  }

  private static void add(StringBuilder text, String kind, long count) {
    String labels = "{method=\"GET\"," + kind;
    for (String bound : new String[] {"0.01", "0.1", "1.0", "+Inf"}) {
      long below = bound.equals("0.01") ? 0 : count;
      text.append(NAME + "_bucket" + labels + ",le=\"" + bound + "\"} " + below + "\n");
    }
    text.append(NAME + "_count" + labels + "} " + count + "\n");
    text.append(NAME + "_sum" + labels + "} " + 0.02 * count + "\n");
  }

  @Override
  public void close() {
    server.close();
  }
}
