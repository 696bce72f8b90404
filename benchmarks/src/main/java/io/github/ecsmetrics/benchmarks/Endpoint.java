package io.github.ecsmetrics.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The metadata endpoint of a Fargate task with that many containers, on loopback. */
public final class Endpoint implements Closeable {
  private final HttpServer http;

  private Endpoint(HttpServer http) {
    this.http = http;
  }

  public static Endpoint of(int containers) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer http = HttpServer.create(address, 0);
    String base = "/v4/" + id(0);
    serve(http, base + "/task", task(containers));
    serve(http, base + "/task/stats", stats(containers));
    http.start();
    return new Endpoint(http);
  }

  private static void serve(HttpServer http, String path, String json) {
    byte[] body = json.getBytes(UTF_8);
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

  private static String task(int containers) {
    String template = resource("/task/container.json");
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < containers; i++) {
      list.append(i == 0 ? "" : ",").append(filled(template, i));
    }
    return resource("/task/task.json").replace("@CONTAINERS@", list);
  }

  private static String stats(int containers) {
    String template = resource("/task/stats.json");
    StringBuilder map = new StringBuilder("{");
    for (int i = 0; i < containers; i++) {
      map.append(i == 0 ? "\"" : ",\"").append(id(i)).append("\":").append(filled(template, i));
    }
    return map.append("}").toString();
  }

  private static String filled(String template, int container) {
    return template.replace("@ID@", id(container)).replace("@NAME@", "container-" + container);
  }

  private static String id(int container) {
    return "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0-" + (2531612879L + container);
  }

  private static String resource(String name) {
    try (InputStream in = Endpoint.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of {@code ECS_CONTAINER_METADATA_URI_V4}. */
  public String uri() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/v4/" + id(0);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
