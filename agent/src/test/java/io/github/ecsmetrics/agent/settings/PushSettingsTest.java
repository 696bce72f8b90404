package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "http://gateway, gateway, 80, http://gateway",
    "https://gateway/path, gateway, 443, https://gateway/path",
    "HTTP://gateway:9091/, gateway, 9091, HTTP://gateway:9091/",
    "http://[::1]:9091, ::1, 9091, http://[::1]:9091",
    "http://push_gateway:9091, push_gateway, 9091, http://push_gateway:9091",
    "http://user:secret@gateway:9091, gateway, 9091, http://***@gateway:9091",
    "http://gateway?token=secret, gateway, 80, http://gateway",
    "http://user:12/secret@gateway, user, 12, http://***@gateway",
    "http://user:12?secret@gateway, user, 12, http://***@gateway",
  })
  void addressTellsHostAndPortAndNoSecret(String url, String host, int port, String said) {
    PushSettings settings = parse(url);
    assertEquals(host, settings.address.host());
    assertEquals(port, settings.address.port());
    assertEquals(said, settings.address.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway:9091", "ftp://gateway", "http://", "http:///metrics", "a b"})
  void otherTextIsNoAddress(String url) {
    assertNull(parse(url));
  }

  private static PushSettings parse(String url) {
    return Settings.parse("push.url=" + url).push;
  }
}
