package io.github.ecsmetrics.agent.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsEndpointTest {
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  @Test
  void relativeAddressIsOnTheEndpointOfEcs() {
    CredentialsEndpoint endpoint = from(Map.of(RELATIVE, "/v2/credentials/0a1b", FULL, "unused"));
    assertEquals("169.254.170.2", endpoint.address.authority);
    assertEquals("/v2/credentials/0a1b", endpoint.address.path);
    assertNull(endpoint.authorization);
  }

  @Test
  void environmentWithoutAnAddressHasNone() {
    assertNull(from(Map.of()));
    assertNull(from(Map.of(RELATIVE, "", FULL, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://credentials.example/x",
        "http://127.0.0.1:1234/x",
        "http://127.255.0.3/x",
        "http://localhost/x",
        "http://[::1]:80/x",
        "http://169.254.170.2/x",
        "http://169.254.170.23/v1/credentials",
        "http://[fd00:ec2::23]/v1/credentials",
      })
  void clearTextGoesToThisHostOnly(String uri) {
    assertEquals(uri, from(Map.of(FULL, uri)).address.toString());
  }

  /** A name may resolve to anything, also one that looks like an address. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://credentials.example/x",
        "http://169.254.169.254/latest",
        "http://10.0.0.1/x",
        "http://127.0.0.1.example/x",
        "http://127.1/x",
        "http://localhost.example/x",
        "http://localhost@credentials.example/x",
        "http://[::2]/x",
        "ftp://127.0.0.1/x",
        "http://127.0.0.1/a b",
        "/x",
      })
  void otherAddressIsRefused(String uri) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> from(Map.of(FULL, uri))).getMessage();
    assertEquals(FULL, message.substring(0, message.indexOf(' ')));
  }

  @ParameterizedTest
  @ValueSource(strings = {"@credentials.example/x", ".credentials.example/x", " /x", ":99999/x"})
  void relativeAddressCannotLeaveTheEndpoint(String uri) {
    assertThrows(IllegalArgumentException.class, () -> from(Map.of(RELATIVE, uri)));
  }

  @Test
  void fileWithTheTokenComesFirst() {
    CredentialsEndpoint endpoint =
        from(Map.of(RELATIVE, "/x", TOKEN, "Basic abc", TOKEN_FILE, "/run/token"));
    assertEquals("/run/token", endpoint.authorizationFile);
    assertNull(endpoint.authorization);
    assertEquals(
        "Basic abc",
        from(Map.of(RELATIVE, "/x", TOKEN, "Basic abc", TOKEN_FILE, "")).authorization);
  }

  @Test
  void tokenIsOneHeader() {
    assertEquals("Basic abc", from(Map.of(RELATIVE, "/x", TOKEN, "Basic abc\n")).authorization);
    assertEquals(
        TOKEN + " has a line break or a character that is not printable ASCII",
        assertThrows(
                IllegalArgumentException.class,
                () -> from(Map.of(RELATIVE, "/x", TOKEN, "Basic abc\r\nHost: x")))
            .getMessage());
    assertEquals("Basic abc", CredentialsEndpoint.headerValueOfFile("Basic abc\r\n"));
    assertThrows(
        IllegalArgumentException.class, () -> CredentialsEndpoint.headerValueOfFile("äbc"));
  }

  private static CredentialsEndpoint from(Map<String, String> environment) {
    return CredentialsEndpoint.fromEnvironment(environment);
  }
}
