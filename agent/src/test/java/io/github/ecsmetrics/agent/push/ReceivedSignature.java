package io.github.ecsmetrics.agent.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import mockwebserver3.RecordedRequest;

/** Recomputes the signature of a request from the secret, as AWS does on its side. */
final class ReceivedSignature {
  private ReceivedSignature() {}

  static String sent(RecordedRequest request) {
    String authorization = request.getHeaders().get("Authorization");
    return authorization.substring(authorization.indexOf("Signature=") + 10);
  }

  static String expected(RecordedRequest request, String secret) throws Exception {
    String authorization = request.getHeaders().get("Authorization");
    String scope = between(authorization, "Credential=AKID/", ", ");
    String names = between(authorization, "SignedHeaders=", ", ");
    StringBuilder canonical = new StringBuilder("POST\n/v1/metrics\n\n");
    for (String name : names.split(";")) {
      canonical.append(name).append(':').append(request.getHeaders().get(name)).append('\n');
    }
    String hash = sha256(request.getBody().toByteArray());
    canonical.append('\n').append(names).append('\n').append(hash);
    String date = request.getHeaders().get("X-Amz-Date");
    String toSign =
        String.join(
            "\n",
            List.of("AWS4-HMAC-SHA256", date, scope, sha256(canonical.toString().getBytes(UTF_8))));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/")) key = hmac(key, part);
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
