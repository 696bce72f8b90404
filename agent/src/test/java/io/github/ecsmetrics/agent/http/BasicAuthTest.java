package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.settings.AuthSettings;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seen elsewhere: passwords in plain configuration (prometheus/jmx_exporter#442,
 * prometheus/jmx_exporter#1276).
 */
class BasicAuthTest {
  private static final String PASSWORD = "p\u00e4ss: word";

  @TempDir private Path folder;
  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/task", "/stats", "/", "/nowhere"})
  void strangersAreChallenged(String path) throws IOException {
    start(PASSWORD);
    RawClient.Answer answer = RawClient.get(server.port(), path);
    assertEquals(401, answer.status());
    assertEquals(
        "Basic realm=\"ecs-metrics-agent\", charset=\"UTF-8\"", answer.header("WWW-Authenticate"));
    assertEquals("user and password required\n", answer.text());
  }

  @Test
  void healthChecksNeedNoPassword() throws IOException {
    start(PASSWORD);
    assertEquals(200, RawClient.get(server.port(), "/-/healthy").status());
  }

  @Test
  void theRightPasswordOpens() throws IOException {
    start(PASSWORD);
    assertEquals(200, withCredentials("Basic " + encoded("prometheus:" + PASSWORD)));
    assertEquals(200, withCredentials("basic   " + encoded("prometheus:" + PASSWORD)));
  }

  @Test
  void nothingElseOpens() throws IOException {
    start(PASSWORD);
    assertEquals(401, withCredentials("Basic " + encoded("prometheus:" + PASSWORD + "x")));
    assertEquals(401, withCredentials("Basic " + encoded("Prometheus:" + PASSWORD)));
    assertEquals(401, withCredentials("Basic " + encoded("prometheus:")));
    assertEquals(401, withCredentials("Bearer " + encoded("prometheus:" + PASSWORD)));
    assertEquals(401, withCredentials("Basic"));
    assertEquals(401, withCredentials("Basic ////="));
    assertEquals(401, withCredentials(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\r\n", "\nsecond line"})
  void passwordMayComeFromTheFirstLineOfAFile(String end) throws IOException {
    start(Files.writeString(folder.resolve("password"), PASSWORD + end));
    assertEquals(200, withCredentials("Basic " + encoded("prometheus:" + PASSWORD)));
  }

  @Test
  void serverWaitsForItsPasswordFile() throws IOException {
    Path file = folder.resolve("late");
    start(file);
    assertEquals(-1, server.port());
    Files.writeString(file, PASSWORD);
    assertTrue(server.open());
    assertEquals(401, RawClient.get(server.port(), "/metrics").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password=secret | auth.password is set without auth.user",
        "user=a | auth.user is set without auth.password or auth.password.file",
        "user=a:b,auth.password=secret | auth.user has a colon",
        "user=a,auth.password=secret,auth.password.file=f"
            + "| auth.password and auth.password.file are both set",
        "user=a,auth.password.file=/nowhere/to/be/found | auth.password.file cannot be read",
        "user=a,auth.password.file=/dev/null | auth.password.file is empty: /dev/null",
      })
  void halfASettingIsNamed(String auth, String message) {
    AuthSettings settings = ServedExample.settings("auth." + auth).server.auth;
    InvalidSettingException e =
        assertThrows(InvalidSettingException.class, () -> BasicAuth.of(settings));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  private void start(String password) {
    server = served.serve("auth.user=prometheus,auth.password=" + password);
  }

  private void start(Path passwordFile) {
    server = served.serve("auth.user=prometheus,auth.password.file=" + passwordFile);
  }

  private int withCredentials(String header) throws IOException {
    return RawClient.get(server.port(), "/metrics", "Authorization: " + header).status();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
