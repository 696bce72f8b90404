package io.github.ecsmetrics.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An HTTP answer of the agent's server. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param headers names and values in turn
   */
  public static Answer get(int port, String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", port, path, headers);
  }

  public static Answer head(int port, String path, String... headers)
      throws IOException, InterruptedException {
    return send("HEAD", port, path, headers);
  }

  private static Answer send(String method, int port, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .timeout(Duration.ofSeconds(20));
    if (headers.length > 0) request.headers(headers);
    HttpResponse<byte[]> response =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The first value of that header, else an empty text. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }
}
