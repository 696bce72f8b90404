package io.github.ecsmetrics.agent.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsCredentialsTest {
  private static final String KEYS = "\"AccessKeyId\": \"ASIA1\", \"SecretAccessKey\": \"secret1\"";

  @Test
  void containerCredentialsExpire() throws Exception {
    AwsCredentials credentials =
        fromJson(
            "{\"RoleArn\": \"arn:aws:iam::111122223333:role/orders\", "
                + KEYS
                + ", \"Token\": \"token1\", \"Expiration\": \"2026-11-26T08:00:00Z\"}");
    assertEquals("ASIA1", credentials.accessKeyId);
    assertEquals("secret1", credentials.secretAccessKey);
    assertEquals("token1", credentials.sessionToken);
    long expiration = Instant.parse("2026-11-26T08:00:00Z").toEpochMilli();
    assertFalse(credentials.expireBefore(expiration));
    assertTrue(credentials.expireBefore(expiration + 1));
  }

  /** The instance metadata service says so; the container's endpoint has no code. */
  @Test
  void instanceCredentialsHaveACode() throws Exception {
    AwsCredentials credentials =
        fromJson(
            "{\"Code\": \"Success\", \"LastUpdated\": \"2026-11-26T02:00:00Z\","
                + " \"Type\": \"AWS-HMAC\", "
                + KEYS
                + ", \"Token\": \"token1\", \"Expiration\": \"2026-11-26T08:00:00Z\"}");
    assertEquals("token1", credentials.sessionToken);
    IOException failure =
        assertThrows(
            IOException.class, () -> fromJson("{\"Code\": \"AssumeRoleUnauthorizedAccess\"}"));
    assertEquals("no credentials: AssumeRoleUnauthorizedAccess", failure.getMessage());
  }

  @Test
  void credentialsWithoutAnExpirationStay() throws Exception {
    AwsCredentials credentials = fromJson("{" + KEYS + "}");
    assertNull(credentials.sessionToken);
    assertFalse(credentials.expireBefore(Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"AccessKeyId\": \"ASIA1\"}",
        "{\"AccessKeyId\": \"ASIA1\", \"SecretAccessKey\": \"\"}",
        "{\"AccessKeyId\": \"ASIA1\", \"SecretAccessKey\": 1}",
        "{\"code\": \"InvalidIdInRequest\", \"message\": \"no\", \"HTTPErrorCode\": 400}",
        "[]",
        "{" + KEYS,
        "not found",
        "",
      })
  void otherAnswersAreRefused(String body) {
    IOException failure = assertThrows(IOException.class, () -> fromJson(body));
    assertFalse(failure.getMessage().contains("secret1"), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"key, secret, token, token", "' key ', ' secret\n', '', ", "key, secret, , "})
  void environmentHasCredentials(String key, String secret, String token, String expected)
      throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", key);
    environment.put("AWS_SECRET_ACCESS_KEY", secret);
    environment.put("AWS_SESSION_TOKEN", token);
    AwsCredentials credentials = AwsCredentials.fromEnvironment(environment);
    assertEquals("key", credentials.accessKeyId);
    assertEquals("secret", credentials.secretAccessKey);
    assertEquals(expected, credentials.sessionToken);
  }

  @Test
  void halfACredentialIsNone() throws Exception {
    assertNull(AwsCredentials.fromEnvironment(Map.of("AWS_ACCESS_KEY_ID", "key")));
    assertNull(
        AwsCredentials.fromEnvironment(
            Map.of("AWS_ACCESS_KEY_ID", "", "AWS_SECRET_ACCESS_KEY", "secret")));
  }

  /** It would end a header, or be sent as something else. */
  @ParameterizedTest
  @CsvSource({
    "AWS_ACCESS_KEY_ID, AccessKeyId",
    "AWS_SECRET_ACCESS_KEY, SecretAccessKey",
    "AWS_SESSION_TOKEN, Token",
  })
  void valueThatIsNotPrintableIsRefusedAndNotQuoted(String variable, String member) {
    Map<String, String> environment =
        new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b"));
    environment.put(variable, "bro\nken");
    assertEquals(
        variable + " has a line break or a character that is not printable ASCII",
        assertThrows(IOException.class, () -> AwsCredentials.fromEnvironment(environment))
            .getMessage());
    String json = "{" + KEYS + ", \"" + member + "\": \"bröken\"}";
    assertEquals(
        member + " has a line break or a character that is not printable ASCII",
        assertThrows(IOException.class, () -> fromJson(json)).getMessage());
  }

  @Test
  void noTextOfItHasASecret() throws Exception {
    assertEquals("AWS credentials", fromJson("{" + KEYS + "}").toString());
  }

  private static AwsCredentials fromJson(String body) throws IOException {
    return AwsCredentials.fromJson(body.getBytes(UTF_8));
  }
}
