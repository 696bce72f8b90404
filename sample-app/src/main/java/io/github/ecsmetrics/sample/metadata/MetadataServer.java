package io.github.ecsmetrics.sample.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * Answers {@code /v4/ID}, {@code /v4/ID/task}, {@code /v4/ID/stats} and {@code /v4/ID/task/stats}
 * on the loopback address, for every container ID of the task.
 */
final class MetadataServer implements Closeable {
  private static final String ROOT = "/v4/";

  private final HttpServer http;
  private final DemoTask task;

  private MetadataServer(HttpServer http, DemoTask task) {
    this.http = http;
    this.task = task;
  }

  /** Port 0 takes any free one. */
  static MetadataServer start(int port, DemoTask task) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    MetadataServer server = new MetadataServer(HttpServer.create(address, 0), task);
    server.http.createContext("/", server::handle);
    server.http.start();
    return server;
  }

  /** What ECS_CONTAINER_METADATA_URI_V4 is in the application's container. */
  URI uri() {
    String address = "http://127.0.0.1:" + http.getAddress().getPort();
    return URI.create(address + ROOT + task.application().dockerId());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (!path.startsWith(ROOT)) {
        send(exchange, 404, "text/plain; charset=utf-8", "404 page not found");
        return;
      }
      String[] parts = path.substring(ROOT.length()).split("/", 2);
      answer(exchange, parts[0], parts.length == 1 ? "" : parts[1]);
    }
  }

  private void answer(HttpExchange exchange, String id, String path) throws IOException {
    DemoContainer container = task.container(id);
    if (container == null) {
      send(exchange, 404, unknown(id, path));
      return;
    }
    switch (path) {
      case "" -> send(exchange, 200, task.metadata(container));
      case "task" -> send(exchange, 200, task.metadata());
      case "stats" -> send(exchange, 200, task.stats(container));
      case "task/stats" -> send(exchange, 200, task.stats());
      default -> send(exchange, 404, "text/plain; charset=utf-8", "404 page not found");
    }
  }

  /** The endpoint says what is wrong in a JSON string. */
  private static JsonNode unknown(String id, String path) {
    String scope = path.startsWith("task") ? "task " : "container ";
    String kind = path.endsWith("stats") ? "stats" : "metadata";
    return TextNode.valueOf(
        "V4 "
            + scope
            + kind
            + " handler: unable to get task arn from request:"
            + " unable to get task Arn from v3 endpoint ID: "
            + id);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    send(exchange, status, "application/json", body.toString());
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
