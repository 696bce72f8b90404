package io.github.ecsmetrics.agent.aws;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs HTTP requests with AWS Signature Version 4.
 *
 * <pre>
 * X-Amz-Date: 20150830T123600Z
 * X-Amz-Security-Token: AQoDYXdzEPT...
 * Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/monitoring/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, Signature=5fa00fa3...
 * </pre>
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public final class SignatureV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private final AwsScope scope;

  public SignatureV4(AwsScope scope) {
    this.scope = scope;
  }

  /**
   * The headers to send besides the given ones.
   *
   * @param path as in the request line, with the query if there is one
   * @param headers to sign; {@code Host} has to be one of them
   * @param now in milliseconds since the epoch; AWS refuses more than five minutes of difference
   */
  public Map<String, String> sign(
      String method,
      String path,
      Map<String, String> headers,
      byte[] body,
      AwsCredentials credentials,
      long now) {
    String time = basicFormat(now);
    Map<String, String> added = new LinkedHashMap<>();
    added.put("X-Amz-Date", time);
    if (credentials.sessionToken != null) {
      added.put("X-Amz-Security-Token", credentials.sessionToken);
    }
    Map<String, String> signed = new TreeMap<>();
    for (Map.Entry<String, String> header : headers.entrySet()) put(signed, header);
    for (Map.Entry<String, String> header : added.entrySet()) put(signed, header);
    String request = CanonicalRequest.of(method, path, signed, hex(sha256(body)));
    added.put("Authorization", authorization(request, signed, credentials, time));
    return added;
  }

  private static void put(Map<String, String> headers, Map.Entry<String, String> header) {
    headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
  }

  private String authorization(
      String request, Map<String, String> signed, AwsCredentials credentials, String time) {
    String date = time.substring(0, 8);
    String credentialScope = date + '/' + scope.region + '/' + scope.service + "/aws4_request";
    String toSign =
        ALGORITHM + '\n' + time + '\n' + credentialScope + '\n' + hex(sha256(utf8(request)));
    byte[] key = utf8("AWS4" + credentials.secretAccessKey);
    key = hmac(key, date);
    key = hmac(key, scope.region);
    key = hmac(key, scope.service);
    key = hmac(key, "aws4_request");
    return ALGORITHM
        + " Credential="
        + credentials.accessKeyId
        + '/'
        + credentialScope
        + ", SignedHeaders="
        + CanonicalRequest.names(signed)
        + ", Signature="
        + hex(hmac(key, toSign));
  }

  /** {@code 20150830T123600Z}, from {@code 2015-08-30T12:36:00Z}. */
  private static String basicFormat(long millis) {
    String extended = Instant.ofEpochSecond(Math.floorDiv(millis, 1000L)).toString();
    return extended.replace("-", "").replace(":", "");
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(utf8(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte octet : bytes) {
      hex.append(Character.forDigit(octet >> 4 & 15, 16))
          .append(Character.forDigit(octet & 15, 16));
    }
    return hex.toString();
  }
}
