package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.aws.AwsCredentials;
import io.github.ecsmetrics.agent.aws.CredentialsEndpoint;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
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

  private static final long PAUSE_MILLIS = 60 * 1000;
  private static final long WITHOUT_EXPIRATION_MILLIS = 15 * 60 * 1000;

  /** The endpoint is on the same host. */
  private static final int MOST_TIMEOUT_MILLIS = 2_000;

  private static final int MAX_BODY = 64 * 1024;

  private final Map<String, String> environment;
  private final int timeoutMillis;
  private final RequestInFlight inFlight;
  private AwsCredentials known;
  private long askedMillis;

  /**
   * @param timeoutMillis for a request to the endpoint, unless that is too long
   */
  CredentialsSource(Map<String, String> environment, int timeoutMillis, RequestInFlight inFlight) {
    this.environment = environment;
    this.inFlight = inFlight;
    this.timeoutMillis = Math.min(timeoutMillis, MOST_TIMEOUT_MILLIS);
  }

  /**
   * @param now in milliseconds since the epoch
   * @throws IOException if there are none; the message is for a person and has no secret
   */
  synchronized AwsCredentials get(long now) throws IOException {
    AwsCredentials fixed = AwsCredentials.fromEnvironment(environment);
    if (fixed != null) return fixed;
    if (known != null && isFresh(now)) return known;
    askedMillis = now;
    try {
      known = ask();
    } catch (IOException | RuntimeException failure) {
      if (known == null || known.expireBefore(now)) throw failure;
    }
    return known;
  }

  /** While they are valid, a failing endpoint is asked once a minute. */
  private boolean isFresh(long now) {
    long age = now - askedMillis;
    boolean askedJustNow = age >= 0 && age < PAUSE_MILLIS && !known.expireBefore(now);
    if (!known.expires()) return age >= 0 && age < WITHOUT_EXPIRATION_MILLIS;
    return askedJustNow || !known.expireBefore(now + REFRESH_MILLIS);
  }

  /** Forgets credentials that were refused. */
  synchronized void discard(AwsCredentials refused) {
    if (known == refused) known = null;
  }

  private AwsCredentials ask() throws IOException {
    CredentialsEndpoint endpoint;
    String headers;
    try {
      endpoint = CredentialsEndpoint.fromEnvironment(environment);
      if (endpoint == null) throw new IOException("the task has no role (taskRoleArn)");
      headers = headers(endpoint);
    } catch (IOException | IllegalArgumentException unusable) {
      throw none(unusable.getMessage(), unusable);
    }
    // The path would be enough to get the credentials.
    String host = endpoint.address.authority;
    try {
      return ask(endpoint.address, headers);
    } catch (IOException failure) {
      if (quotesTheAnswer(failure)) throw none(host + ": not HTTP", null);
      throw none(host + ": " + RequestFailure.reason(failure, timeoutMillis), failure);
    }
  }

  /** It may be the credentials. */
  private static boolean quotesTheAnswer(IOException failure) {
    return failure instanceof RequestException
        && ((RequestException) failure).outcome().equals("broken");
  }

  private static IOException none(String reason, Exception cause) {
    return new IOException("no AWS credentials: " + reason, cause);
  }

  private AwsCredentials ask(HttpAddress address, String headers) throws IOException {
    SSLSocketFactory tls = address.tls ? ClientTls.trusting("", null) : null;
    HttpClient http = inFlight.of(new HttpClient(address, tls, timeoutMillis));
    try (HttpResponse response = http.send("GET", address.target(), headers, null)) {
      if (response.status() != 200) throw new IOException("HTTP " + response.status());
      return AwsCredentials.fromJson(response.startOfBody(MAX_BODY, timeoutMillis));
    }
  }

  private static String headers(CredentialsEndpoint endpoint) throws IOException {
    String token = endpoint.authorization;
    if (endpoint.authorizationFile != null) {
      String text = SecretFile.read(CredentialsEndpoint.TOKEN_FILE, endpoint.authorizationFile);
      token = CredentialsEndpoint.headerValueOfFile(text);
    }
    return "Accept: application/json\r\n"
        + (token == null ? "" : "Authorization: " + token + "\r\n");
  }
}
