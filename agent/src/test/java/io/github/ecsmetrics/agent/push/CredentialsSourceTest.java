package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ecsmetrics.agent.aws.AwsCredentials;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsSourceTest {
  private static final long NOW = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;

  private final MockWebServer server = new MockWebServer();
  private final RequestInFlight inFlight = new RequestInFlight();
  private CredentialsSource source;

  @BeforeEach
  void start() throws IOException {
    server.start();
    String url = "http://127.0.0.1:" + server.getPort() + "/role";
    source =
        new CredentialsSource(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url), 10_000, inFlight);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void role(String expiration) {
    server.enqueue(
        new MockResponse.Builder()
            .body(
                "{\"AccessKeyId\": \"AKID\", \"SecretAccessKey\": \"SECRET\", \"Token\": \"TOKEN\""
                    + (expiration == null ? "}" : ", \"Expiration\": \"" + expiration + "\"}"))
            .build());
  }

  @Test
  void endpointIsAskedAgainFiveMinutesBeforeTheEnd() throws Exception {
    role("2026-11-26T18:00:00Z");
    AwsCredentials first = source.get(NOW);
    assertSame(first, source.get(NOW + 354 * MINUTE));
    assertEquals(1, server.getRequestCount());
    role("2026-11-27T00:00:00Z");
    assertNotSame(first, source.get(NOW + 356 * MINUTE));
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void endpointThatFailsIsAskedOnceAMinuteWhileTheCredentialsAreValid() throws Exception {
    role("2026-11-26T12:04:00Z");
    AwsCredentials first = source.get(NOW);
    server.enqueue(new MockResponse.Builder().code(500).build());
    assertSame(first, source.get(NOW + MINUTE));
    assertSame(first, source.get(NOW + MINUTE + 1_000));
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void credentialsThatHaveEndedAreNotUsed() throws Exception {
    role("2026-11-26T12:04:00Z");
    source.get(NOW);
    server.enqueue(new MockResponse.Builder().code(404).build());
    IOException failure = assertThrows(IOException.class, () -> source.get(NOW + 5 * MINUTE));
    assertEquals(
        "no AWS credentials: 127.0.0.1:" + server.getPort() + ": HTTP 404", failure.getMessage());
  }

  @Test
  void credentialsThatWereRefusedAreAskedForAnew() throws Exception {
    role("2026-11-26T18:00:00Z");
    source.discard(source.get(NOW));
    role("2026-11-26T18:00:00Z");
    source.get(NOW);
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void credentialsWithoutAnEndAreAskedForAnewAfterAQuarterOfAnHour() throws Exception {
    role(null);
    AwsCredentials first = source.get(NOW);
    assertSame(first, source.get(NOW + 14 * MINUTE));
    role(null);
    assertNotSame(first, source.get(NOW + 15 * MINUTE));
  }

  @Test
  void endpointThatHangsIsLeftAfterTwoSeconds() {
    server.enqueue(new MockResponse.Builder().headersDelay(1, TimeUnit.MINUTES).body("{}").build());
    long start = System.nanoTime();
    IOException failure = assertThrows(IOException.class, () -> source.get(NOW));
    assertEquals(
        "no AWS credentials: 127.0.0.1:" + server.getPort() + ": timed out after 2 s",
        failure.getMessage());
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertEquals(2, seconds, 1.0);
  }

  @Test
  void textThatIsNoCredentialsIsNotQuoted() {
    server.enqueue(new MockResponse.Builder().body("{\"AccessKeyId\": \"AKID\"}").build());
    IOException failure = assertThrows(IOException.class, () -> source.get(NOW));
    assertEquals(
        "no AWS credentials: 127.0.0.1:" + server.getPort() + ": no credentials in the answer",
        failure.getMessage());
  }

  @Test
  void pushThatIsCancelledDoesNotAsk() {
    inFlight.cancel();
    assertThrows(IOException.class, () -> source.get(NOW));
    assertEquals(0, server.getRequestCount());
  }

  @Test
  void keysOfTheEnvironmentComeFirst() throws Exception {
    CredentialsSource fixed =
        new CredentialsSource(
            Map.of(
                "AWS_ACCESS_KEY_ID", "A",
                "AWS_SECRET_ACCESS_KEY", "S",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/role"),
            10_000,
            inFlight);
    fixed.get(NOW);
    assertEquals(0, server.getRequestCount());
  }
}
