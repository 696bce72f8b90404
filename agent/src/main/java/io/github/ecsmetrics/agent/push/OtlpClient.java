package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.aws.AwsCredentials;
import io.github.ecsmetrics.agent.aws.SignatureV4;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.otlp.ExportResponse;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.settings.Pair;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;

/** Posts requests of OTLP over HTTP, signed if the receiver is AWS, and reads the answers. */
final class OtlpClient {
  /** For the reason of a refusal. */
  private static final int REASON_MILLIS = 500;

  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final OtlpSettings settings;
  private final String version;
  private final CredentialsSource credentialsSource;
  private volatile HttpClient inFlight;
  private volatile boolean aborted;
  private SSLSocketFactory tls;
  private AwsCredentials credentials;
  private Map<String, String> secretHeaders;

  OtlpClient(OtlpSettings settings, String version, Map<String, String> environment) {
    this.settings = settings;
    this.version = version;
    this.credentialsSource =
        settings.signature == null
            ? null
            : new CredentialsSource(environment, settings.timeoutMillis);
  }

  /**
   * @param body a request, compressed
   * @throws IOException if no response begins in time, or if it cannot be signed
   */
  HttpResponse post(byte[] body) throws IOException {
    if (settings.address.tls && tls == null) tls = ClientTls.trusting("otlp.tls.ca", settings.ca);
    String path = settings.address.path;
    Map<String, String> headers = headers(path.isEmpty() ? "/" : path, body);
    HttpClient http = new HttpClient(settings.address, tls, settings.timeoutMillis);
    inFlight = http;
    if (aborted) http.abort();
    return http.send("POST", path, lines(headers), body);
  }

  private Map<String, String> headers(String path, byte[] body) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", ExportRequest.CONTENT_TYPE);
    headers.put("Content-Encoding", ExportRequest.CONTENT_ENCODING);
    headers.put("User-Agent", "ecs-metrics-agent/" + version);
    secretHeaders = new LinkedHashMap<>(settings.headers);
    if (settings.headersFile != null) addHeadersOfFile();
    headers.putAll(secretHeaders);
    if (credentialsSource == null) return headers;
    long now = System.currentTimeMillis();
    credentials = credentialsSource.get(now);
    headers.put("Host", settings.address.authority);
    SignatureV4 signature = new SignatureV4(settings.signature);
    Map<String, String> signed = signature.sign("POST", path, headers, body, credentials, now);
    // The client adds it.
    headers.remove("Host");
    headers.putAll(signed);
    return headers;
  }

  /** Read for each request, because the secret may be exchanged. */
  private void addHeadersOfFile() throws IOException {
    byte[] file;
    try {
      file = Files.readAllBytes(Paths.get(settings.headersFile));
    } catch (IOException unreadable) {
      throw new IOException("otlp.headers.file cannot be read (" + unreadable + ")", unreadable);
    }
    for (Pair pair : Pair.split(new String(file, StandardCharsets.UTF_8), '\n')) {
      if (pair.isHeader()) secretHeaders.put(pair.name, pair.value);
    }
  }

  private static String lines(Map<String, String> headers) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      lines.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    return lines.toString();
  }

  /** The status, and the receiver's reason as far as it has one. */
  OtlpStatusException refusal(HttpResponse response) {
    byte[] body = response.startOfBody(MAX_ANSWER_BYTES, REASON_MILLIS);
    String reason = "";
    try {
      reason = ExportResponse.ofFailure(body).message();
    } catch (IOException noProtobuf) {
      // Then it may be text.
    }
    byte[] text = reason.isEmpty() ? body : reason.getBytes(StandardCharsets.UTF_8);
    reason = withoutSecrets(RefusalReason.of(text));
    String message = "HTTP " + response.status() + (reason.isEmpty() ? "" : ": " + reason);
    boolean forbidden = response.status() == 403 && settings.signature != null;
    return new OtlpStatusException(
        response.status(),
        forbidden
            ? message + "; the task role (taskRoleArn) has to allow cloudwatch:PutMetricData"
            : message);
  }

  /** Whether the receiver accepted all points; if it did not, one line has the reason. */
  boolean reportPartialSuccess(HttpResponse response, int points) {
    try {
      ExportResponse answer =
          ExportResponse.ofSuccess(response.startOfBody(MAX_ANSWER_BYTES, settings.timeoutMillis));
      if (answer.rejectedPoints() == 0) return true;
      String reason = withoutSecrets(answer.message());
      AgentLog.problem(
          "partial push",
          settings.address
              + " rejected "
              + answer.rejectedPoints()
              + " of "
              + points
              + " data points"
              + (reason.isEmpty() ? "" : ": " + reason));
      return false;
    } catch (IOException noProtobuf) {
      return true;
    }
  }

  private String withoutSecrets(String text) {
    String safe = credentials == null ? text : credentials.redact(text);
    for (String secret : secretHeaders.values()) safe = Redacted.secret(safe, secret);
    return safe;
  }

  void abortIfLate() {
    HttpClient http = inFlight;
    if (http != null) http.abortIfLate();
  }

  void abortCurrent() {
    HttpClient http = inFlight;
    if (http != null) http.abort();
    if (credentialsSource != null) credentialsSource.abort();
  }

  void abort() {
    aborted = true;
    abortCurrent();
  }
}
