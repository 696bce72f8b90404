package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.aws.AwsCredentials;
import io.github.ecsmetrics.agent.aws.CredentialsEndpoint;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/**
 * The credentials of the task: those in the environment, else those of the container credentials
 * endpoint. The endpoint is asked again only shortly before they expire, because the application
 * asks it, too.
 */
final class CredentialsSource {
  /** The SDKs refresh at about the same time before the end. */
  private static final long REFRESH_MILLIS = 5 * 60 * 1000;

  private final Map<String, String> environment;
  private final int timeoutMillis;
  private AwsCredentials known;
  private volatile HttpClient inFlight;

  /**
   * @param timeoutMillis for a request to the endpoint
   */
  CredentialsSource(Map<String, String> environment, int timeoutMillis) {
    this.environment = environment;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * @param now in milliseconds since the epoch
   * @throws IOException if there are none; the message is for a person and has no secret
   */
  synchronized AwsCredentials get(long now) throws IOException {
    AwsCredentials fixed = AwsCredentials.fromEnvironment(environment);
    if (fixed != null) return fixed;
    if (known != null && !known.expireBefore(now + REFRESH_MILLIS)) return known;
    try {
      known = ask();
    } catch (IOException | RuntimeException failure) {
      if (known == null || known.expireBefore(now)) throw failure;
    }
    return known;
  }

  private AwsCredentials ask() throws IOException {
    CredentialsEndpoint endpoint;
    try {
      endpoint = CredentialsEndpoint.fromEnvironment(environment);
    } catch (IllegalArgumentException forbidden) {
      throw new IOException(forbidden.getMessage(), forbidden);
    }
    if (endpoint == null) {
      throw new IOException("no AWS credentials: the task has no role (taskRoleArn)");
    }
    SSLSocketFactory tls = endpoint.address.tls ? ClientTls.trusting("", null) : null;
    HttpClient http = new HttpClient(endpoint.address, tls, timeoutMillis);
    inFlight = http;
    String headers = headers(endpoint);
    try (HttpResponse response = http.send("GET", endpoint.address.path, headers, null)) {
      if (response.status() != 200) {
        throw new IOException(
            "no AWS credentials: " + endpoint.address + " answers HTTP " + response.status());
      }
      return AwsCredentials.fromJson(response.body());
    }
  }

  private static String headers(CredentialsEndpoint endpoint) throws IOException {
    String token = endpoint.authorization;
    if (endpoint.authorizationFile != null) {
      byte[] file = Files.readAllBytes(Paths.get(endpoint.authorizationFile));
      token = CredentialsEndpoint.headerValue(new String(file, StandardCharsets.UTF_8));
    }
    return "Accept: application/json\r\n"
        + (token == null ? "" : "Authorization: " + token + "\r\n");
  }

  /** Ends a request that another thread waits for. */
  void abort() {
    HttpClient http = inFlight;
    if (http != null) http.abort();
  }
}
