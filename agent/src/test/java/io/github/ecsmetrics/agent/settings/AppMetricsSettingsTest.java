package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppMetricsSettingsTest {
  private static Settings parse(String argument) {
    return Settings.parse(argument, new Properties(), Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "app.metrics=off", "app.metrics=OFF", "app.metrics.timeout=1s"})
  void nothingIsReadByDefault(String argument) {
    Settings settings = parse(argument);
    assertNull(settings.appMetrics);
    assertEquals(List.of(), settings.warnings);
  }

  @Test
  void autoHasNoPages() {
    AppMetricsSettings auto = parse("app.metrics=auto").appMetrics;
    assertEquals(List.of(), auto.pages);
    assertEquals(2_000, auto.timeoutMillis);
    assertTrue(auto.agentWins);
    assertTrue(auto.labels);
    assertNull(auto.ca);
  }

  @Test
  void eachSettingIsRead() {
    AppMetricsSettings app =
        parse(
                "app.metrics=auto,app.metrics.timeout=250ms,app.metrics.conflicts=App,"
                    + "app.metrics.labels=false,app.metrics.tls.ca=/ca.pem")
            .appMetrics;
    assertEquals(250, app.timeoutMillis);
    assertFalse(app.agentWins);
    assertFalse(app.labels);
    assertEquals("/ca.pem", app.ca);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080/actuator/prometheus",
        "http://127.9.9.9/metrics",
        "https://localhost:8443/q/metrics",
        "http://LOCALHOST/metrics",
        "http://[::1]:8081/metrics"
      })
  void pagesOfThisHostAreRead(String url) {
    Settings settings = parse("app.metrics=" + url);
    assertEquals(List.of(), settings.warnings);
    assertEquals(url, settings.appMetrics.pages.get(0).toString());
  }

  @Test
  void pagesAreSeparatedByCommas() {
    Settings settings = parse("app.metrics=http://localhost:1/a, http://localhost:2/b");
    assertEquals(2, settings.appMetrics.pages.size());
    assertEquals("http://localhost:2/b", settings.appMetrics.pages.get(1).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.7:8080/metrics",
        "http://127.example/metrics",
        "http://localhost.example/metrics"
      })
  void pagesOfOtherHostsWantAWordMore(String url) {
    Settings refused = parse("app.metrics=" + url);
    assertNull(refused.appMetrics);
    assertEquals(
        List.of(
            "app.metrics="
                + url
                + " is not on this host; ignoring it; app.metrics.remote=true would allow it"),
        refused.warnings);

    Settings allowed = parse("app.metrics.remote=true,app.metrics=" + url);
    assertEquals(List.of(), allowed.warnings);
    assertEquals(1, allowed.appMetrics.pages.size());
  }

  @ParameterizedTest
  @CsvSource({"atuo, atuo", "http://u:secret@/x, http://***@/x"})
  void aWrongValueIsOneLineWithoutItsSecret(String value, String shown) {
    Settings settings = parse("app.metrics=" + value);
    assertNull(settings.appMetrics);
    assertEquals(1, settings.warnings.size());
    String line = settings.warnings.get(0);
    assertTrue(line.startsWith("app.metrics=" + shown + " is not an "), line);
    assertFalse(line.contains("secret"), line);
  }

  @Test
  void aWrongWinnerIsOneLine() {
    Settings settings = parse("app.metrics=auto,app.metrics.conflicts=both");
    assertTrue(settings.appMetrics.agentWins);
    assertEquals(
        List.of("app.metrics.conflicts=both is not \"agent\" or \"app\"; using the default"),
        settings.warnings);
  }
}
