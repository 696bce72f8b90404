package io.github.ecsmetrics.agent.aws;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.StringPool;
import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.HeaderValue;
import java.io.IOException;
import java.util.Map;

/** A key of AWS and its secret. Neither is ever in a message or in {@link #toString}. */
public final class AwsCredentials {
  /** Behind the name of a secret, whose value must not be shown. */
  static final String NOT_PRINTABLE =
      " has a line break or a character that is not printable ASCII";

  private static final FieldMapping<AwsCredentials> FIELDS = new FieldMapping<>();
  private static final JsonField<AwsCredentials, String> CODE = FIELDS.text("Code");
  private static final JsonField<AwsCredentials, String> ACCESS_KEY = FIELDS.text("AccessKeyId");
  private static final JsonField<AwsCredentials, String> SECRET = FIELDS.text("SecretAccessKey");
  private static final JsonField<AwsCredentials, String> TOKEN = FIELDS.text("Token");
  private static final JsonField<AwsCredentials, Double> EXPIRATION = FIELDS.time("Expiration");

  final String accessKeyId;
  final String secretAccessKey;

  /** Null for the keys of an IAM user, which have none. */
  final String sessionToken;

  /** Seconds since the epoch; NaN if they do not expire. */
  private final double expiration;

  private AwsCredentials(
      String accessKeyId, String secretAccessKey, String sessionToken, double expiration) {
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
    this.expiration = expiration;
  }

  /**
   * From {@code AWS_ACCESS_KEY_ID} and its companions; null if one of the two is not set.
   *
   * @throws IOException if one of them cannot be sent; the message is for a person
   */
  public static AwsCredentials fromEnvironment(Map<String, String> environment) throws IOException {
    String accessKey = given(environment, "AWS_ACCESS_KEY_ID");
    String secret = given(environment, "AWS_SECRET_ACCESS_KEY");
    if (accessKey == null || secret == null) return null;
    return new AwsCredentials(
        accessKey, secret, given(environment, "AWS_SESSION_TOKEN"), Double.NaN);
  }

  private static String given(Map<String, String> environment, String variable) throws IOException {
    String value = environment.get(variable);
    if (value == null || value.trim().isEmpty()) return null;
    return printable(variable, value.trim());
  }

  private static String printable(String name, String value) throws IOException {
    if (value == null || HeaderValue.isPrintable(value)) return value;
    throw new IOException(name + NOT_PRINTABLE);
  }

  /**
   * Reads the answer of the container credentials endpoint, or of the instance metadata service,
   * which has a {@code Code} besides.
   *
   * <pre>
   * {"RoleArn": "arn:aws:iam::111122223333:role/orders", "AccessKeyId": "ASIAEXAMPLE",
   *  "SecretAccessKey": "...", "Token": "...", "Expiration": "2026-11-26T08:00:00Z"}
   * </pre>
   *
   * @throws IOException if there are no credentials in it
   */
  public static AwsCredentials fromJson(byte[] body) throws IOException {
    return JsonDecoder.decode(body, new StringPool(), new Decoder());
  }

  private static final class Decoder implements JsonDecoder<AwsCredentials> {
    @Override
    public AwsCredentials decode(JsonReader json) throws IOException {
      FieldValues<AwsCredentials> values = FIELDS.read(json);
      String code = values.get(CODE);
      if (code != null && !code.equals("Success")) throw new IOException("no credentials: " + code);
      String accessKey = values.get(ACCESS_KEY);
      String secret = values.get(SECRET);
      if (accessKey == null || secret == null) {
        throw new IOException("no credentials in the answer");
      }
      return new AwsCredentials(
          printable("AccessKeyId", accessKey),
          printable("SecretAccessKey", secret),
          printable("Token", values.get(TOKEN)),
          values.number(EXPIRATION));
    }
  }

  /** Whether the time of their end is known. */
  public boolean expires() {
    return !Double.isNaN(expiration);
  }

  /**
   * @param time in milliseconds since the epoch
   */
  public boolean expireBefore(long time) {
    return expiration * 1000 < time;
  }

  /** The text without the key, its secret and the token, which an answer may repeat. */
  public String redact(String text) {
    String redacted = Redacted.secret(text, secretAccessKey);
    redacted = Redacted.secret(redacted, sessionToken);
    return Redacted.secret(redacted, accessKeyId);
  }

  @Override
  public String toString() {
    return "AWS credentials";
  }
}
