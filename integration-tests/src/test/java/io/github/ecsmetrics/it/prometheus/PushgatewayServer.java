package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The {@code prometheus-pushgateway} server, which keeps its metrics in memory. */
final class PushgatewayServer implements AutoCloseable {
  private final RunningJvm process;
  private final int port;

  private PushgatewayServer(RunningJvm process, int port) {
    this.process = process;
    this.port = port;
  }

  static PushgatewayServer start() throws IOException, InterruptedException {
    int port = Ports.free();
    RunningJvm process =
        JvmCommand.tool(Program.onPath("prometheus-pushgateway"))
            // Debian's default is a file, in which the metrics of an earlier run may lie.
            .options("--web.listen-address=127.0.0.1:" + port, "--persistence.file=")
            .start();
    PushgatewayServer server = new PushgatewayServer(process, port);
    process.await(server::isReady, "the Pushgateway is ready");
    return server;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** All that was pushed to it, and its own metrics. */
  ScrapeResult metrics() throws IOException, InterruptedException {
    return ScrapeResult.parse(Answer.get(port, "/metrics").text());
  }

  /** Replaces one group. */
  void put(String path, String exposition) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .PUT(HttpRequest.BodyPublishers.ofString(exposition))
            .build();
    int status =
        HttpClient.newHttpClient()
            .send(request, HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status != 200) throw new AssertionError("PUT " + path + ": " + status);
  }

  private boolean isReady() throws IOException, InterruptedException {
    try {
      return Answer.get(port, "/-/ready").status() == 200;
    } catch (ConnectException e) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
