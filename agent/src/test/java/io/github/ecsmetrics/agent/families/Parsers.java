package io.github.ecsmetrics.agent.families;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The parsers of Prometheus and promtool. Tests that need one that is not installed are skipped.
 */
final class Parsers {
  private static final String SERVERS =
      System.getenv().getOrDefault("SERVERS_DIR", "/opt/servers/bin");
  private static final long DEADLINE = TimeUnit.SECONDS.toNanos(60);

  private Parsers() {}

  /**
   * Why {@code promtool check metrics} does not take a page in the plain format; empty if it does.
   */
  static String promtool(byte[] page) throws IOException, InterruptedException {
    Process check =
        new ProcessBuilder(program("promtool").toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = check.getOutputStream()) {
      in.write(page);
    } catch (IOException e) {
      // It does not read on after the first error.
    }
    String output = new String(check.getInputStream().readAllBytes(), UTF_8);
    // 3 is for advice on style.
    return check.waitFor() == 0 || check.exitValue() == 3 ? "" : output;
  }

  /** The same of a Prometheus server that scrapes each of these pages once. */
  static List<String> prometheus(Path folder, TextFormat format, List<byte[]> pages)
      throws IOException, InterruptedException {
    Path program = program("prometheus");
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    for (int i = 0; i < pages.size(); i++) {
      byte[] page = pages.get(i);
      server.createContext(
          "/" + i + "/",
          exchange -> {
            exchange.getResponseHeaders().set("Content-Type", format.contentType());
            exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
    }
    server.start();
    Process prometheus = start(program, folder, server.getAddress().getPort(), pages.size());
    try {
      return refusals(port(folder), pages.size());
    } finally {
      prometheus.destroy();
      prometheus.waitFor();
      server.stop(0);
    }
  }

  private static Process start(Path program, Path folder, int target, int pages)
      throws IOException {
    StringBuilder config = new StringBuilder("global: {scrape_interval: 2s}\nscrape_configs:\n");
    config.append("- job_name: pages\n  static_configs:\n");
    for (int i = 0; i < pages; i++) {
      config.append("  - {targets: ['127.0.0.1:").append(target).append("'], labels: {");
      config.append("__metrics_path__: /").append(i).append("/, page: '").append(i).append("'}}\n");
    }
    Path file = Files.writeString(folder.resolve("prometheus.yml"), config);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("port"), "" + port);
    return new ProcessBuilder(
            program.toString(),
            "--config.file=" + file,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private static int port(Path folder) throws IOException {
    return Integer.parseInt(Files.readString(folder.resolve("port")));
  }

  /** Asks until each target was scraped. */
  private static List<String> refusals(int port, int pages)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + DEADLINE;
    while (true) {
      List<String> refusals = new ArrayList<>(Collections.nCopies(pages, null));
      for (JsonNode target : targets(port)) {
        String error = target.path("lastError").asText();
        if (target.path("health").asText().equals("unknown")) continue;
        // A busy machine. It is scraped again.
        if (error.contains("deadline exceeded")) continue;
        refusals.set(target.path("labels").path("page").asInt(), error);
      }
      if (!refusals.contains(null)) return refusals;
      if (System.nanoTime() > end) throw new AssertionError("not scraped: " + refusals);
      Thread.sleep(100);
    }
  }

  private static JsonNode targets(int port) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/targets?state=active");
    try (InputStream answer = uri.toURL().openStream()) {
      return new ObjectMapper().readTree(answer).path("data").path("activeTargets");
    } catch (IOException e) {
      // Not listening yet.
      return new ObjectMapper().createArrayNode();
    }
  }

  private static Path program(String name) {
    List<String> folders = new ArrayList<>(List.of(SERVERS));
    folders.addAll(Arrays.asList(System.getenv("PATH").split(File.pathSeparator)));
    for (String folder : folders) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) return program;
    }
    return Assumptions.abort(name + " is not installed");
  }
}
