package io.github.ecsmetrics.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The metadata endpoint of a task, on loopback. */
final class Endpoint implements Closeable {
  private final HttpServer http;
  private final String base;

  Endpoint(FargateTask task) throws IOException {
    base = "/v4/" + task.id();
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    serve(base + "/task", task.task());
    serve(base + "/task/stats", task.stats());
    http.start();
  }

  private void serve(String path, byte[] body) {
    http.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  /** The value of {@code ECS_CONTAINER_METADATA_URI_V4}. */
  String uri() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + base;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
