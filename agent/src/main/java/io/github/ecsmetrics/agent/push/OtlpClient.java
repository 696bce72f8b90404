package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.net.RequestFailure;
import io.github.ecsmetrics.agent.otlp.ExportResponse;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** Posts requests of OTLP over HTTP, and reads the answers. */
final class OtlpClient {
  private static final String PARTIAL = "partial push";

  /** For the body of an answer, whose status has said the most important already. */
  private static final int BODY_MILLIS = 500;

  private static final int MAX_BODY_BYTES = 64 * 1024;

  private final OtlpSettings settings;
  private final OtlpHeaders headers;
  private final RequestInFlight inFlight;
  private SSLSocketFactory tls;

  OtlpClient(
      OtlpSettings settings,
      String version,
      Map<String, String> environment,
      RequestInFlight inFlight) {
    this.settings = settings;
    this.inFlight = inFlight;
    this.headers = new OtlpHeaders(settings, version, environment, inFlight);
  }

  /**
   * @param body a request, compressed
   * @throws IOException if no response begins in time, or if it cannot be signed
   */
  HttpResponse post(byte[] body) throws IOException {
    if (settings.address.tls && tls == null) tls = ClientTls.trusting("otlp.tls.ca", settings.ca);
    String path = settings.address.target();
    String lines = headers.lines(path, body);
    HttpClient http = new HttpClient(settings.address, tls, settings.timeoutMillis);
    return inFlight.of(http).send("POST", path, lines, body);
  }

  /** The status, and the receiver's reason as far as it has one. */
  OtlpStatusException refusal(HttpResponse response) {
    int status = response.status();
    byte[] body = response.startOfBody(MAX_BODY_BYTES, BODY_MILLIS);
    String reason = "";
    try {
      reason = ExportResponse.ofFailure(body).message();
    } catch (IOException noProtobuf) {
      // Then it may be text.
    }
    if (reason.isEmpty()) reason = new String(body, StandardCharsets.UTF_8);
    reason = firstLine(reason);
    String message = "HTTP " + status + (reason.isEmpty() ? "" : ": " + reason);
    if (status == 401 || status == 403) headers.discardCredentials();
    boolean forbidden = status == 403 && settings.signature != null;
    return new OtlpStatusException(
        status,
        forbidden
            ? message + "; the task role (taskRoleArn) has to allow cloudwatch:PutMetricData"
            : message);
  }

  /** Why no response came; a broken one may repeat what was sent. */
  RequestException failure(Exception failure) {
    RequestException reason = RequestFailure.of(failure, settings.timeoutMillis);
    String safe = headers.withoutSecrets(reason.getMessage());
    if (safe.equals(reason.getMessage())) return reason;
    return new RequestException(reason.outcome(), safe, null);
  }

  /** Secrets go before the text is cut: half a secret would not be recognised. */
  private String firstLine(String text) {
    return RefusalReason.of(headers.withoutSecrets(text).getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the receiver accepted all points; if it did not, one line has the reason. */
  boolean reportPartialSuccess(HttpResponse response, int points) {
    try {
      ExportResponse answer =
          ExportResponse.ofSuccess(response.startOfBody(MAX_BODY_BYTES, BODY_MILLIS));
      long rejected = answer.rejectedPoints();
      String reason = firstLine(answer.message());
      if (rejected == 0 && reason.isEmpty()) {
        AgentLog.resolved(PARTIAL);
        return true;
      }
      AgentLog.problem(
          PARTIAL,
          kind(reason),
          settings.address
              + (rejected == 0 ? " warns" : " rejected " + rejected + " of " + points + " points")
              + (reason.isEmpty() ? "" : ": " + reason));
      return rejected == 0;
    } catch (IOException noProtobuf) {
      return true;
    }
  }

  /** A message without its words that have digits, such as times, counts and ids. */
  static String kind(String message) {
    StringBuilder kind = new StringBuilder();
    for (String word : message.split(" ")) {
      boolean number = false;
      for (int i = 0; i < word.length(); i++) number |= Character.isDigit(word.charAt(i));
      if (!number) kind.append(word).append(' ');
    }
    return kind.toString();
  }
}
