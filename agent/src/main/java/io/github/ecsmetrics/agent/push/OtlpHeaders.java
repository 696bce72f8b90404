package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.aws.AwsCredentials;
import io.github.ecsmetrics.agent.aws.SignatureV4;
import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.BasicCredentials;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.github.ecsmetrics.agent.settings.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a request, with those that are secret, and the signature if the receiver is AWS.
 */
final class OtlpHeaders {
  /** A shorter value cannot be told from other text. */
  private static final int LEAST_SECRET = 4;

  private final OtlpSettings settings;
  private final String version;

  /** Null if requests are not signed. */
  private final CredentialsSource credentialsSource;

  private final List<String> secrets = new ArrayList<>();
  private AwsCredentials credentials;

  OtlpHeaders(
      OtlpSettings settings,
      String version,
      Map<String, String> environment,
      RequestInFlight inFlight) {
    this.settings = settings;
    this.version = version;
    this.credentialsSource =
        settings.signature == null
            ? null
            : new CredentialsSource(environment, settings.timeoutMillis, inFlight);
  }

  /**
   * Complete lines for a POST.
   *
   * @throws IOException if there are no credentials, or if the file of headers cannot be used
   */
  String lines(String path, byte[] body) throws IOException {
    secrets.clear();
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("User-Agent", "ecs-metrics-agent/" + version);
    addUser(headers, settings.address);
    headers.putAll(settings.headers);
    if (settings.headersFile != null) addFile(headers, settings.headersFile);
    for (String value : headers.values()) addSecret(value);
    Map<String, String> own = new LinkedHashMap<>();
    own.put("Content-Type", ExportRequest.CONTENT_TYPE);
    own.put("Content-Encoding", ExportRequest.CONTENT_ENCODING);
    headers.putAll(own);
    if (credentialsSource != null) headers.putAll(signed(path, body, own));
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, String> header : headers.entrySet()) {
      lines.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    return lines.toString();
  }

  /** Only headers that no proxy changes are signed, and none that is secret. */
  private Map<String, String> signed(String path, byte[] body, Map<String, String> own)
      throws IOException {
    long now = System.currentTimeMillis();
    credentials = credentialsSource.get(now);
    Map<String, String> toSign = new LinkedHashMap<>(own);
    toSign.put("Host", settings.address.authority);
    SignatureV4 signature = new SignatureV4(settings.signature);
    Map<String, String> signed = signature.sign("POST", path, toSign, body, credentials, now);
    String authorization = signed.get("Authorization");
    addSecret(authorization);
    addSecret(authorization.substring(authorization.lastIndexOf('=') + 1));
    return signed;
  }

  private void addUser(Map<String, String> headers, HttpAddress address) {
    if (address.user() == null) return;
    headers.put(
        "Authorization", "Basic " + BasicCredentials.of(address.user(), address.password()));
    addSecret(address.user());
    addSecret(address.password());
  }

  private static void addFile(Map<String, String> headers, String file) throws IOException {
    int number = 0;
    for (String line : SecretFile.read("otlp.headers.file", file).split("\n", -1)) {
      number++;
      if (line.trim().isEmpty()) continue;
      Pair pair = Pair.parse(line);
      if (!pair.isHeader()) {
        throw new IOException("line " + number + " of otlp.headers.file is not name=value");
      }
      headers.put(pair.name, pair.value);
    }
  }

  /** With the token of a value such as {@code Bearer abc} by itself. */
  private void addSecret(String value) {
    if (value.length() >= LEAST_SECRET) {
      // The longest first: one may be a part of another.
      int at = 0;
      while (at < secrets.size() && secrets.get(at).length() >= value.length()) at++;
      secrets.add(at, value);
    }
    int space = value.indexOf(' ');
    if (space > 0) addSecret(value.substring(space + 1).trim());
  }

  /** The text of an answer without what was sent to the receiver. */
  String withoutSecrets(String text) {
    String safe = credentials == null ? text : credentials.redact(text);
    for (String secret : secrets) safe = Redacted.secret(safe, secret);
    return safe;
  }

  /** Asks for other credentials with the next request, because these were refused. */
  void discardCredentials() {
    if (credentialsSource != null) credentialsSource.discard(credentials);
  }
}
