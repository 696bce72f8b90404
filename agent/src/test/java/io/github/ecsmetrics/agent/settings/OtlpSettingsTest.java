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

class OtlpSettingsTest {
  private static final String URL = "otlp.endpoint=https://otlp.example/v1/metrics";

  private static Settings parse(String argument, Map<String, String> environment) {
    return Settings.parse(argument, new Properties(), environment);
  }

  private static OtlpSettings otlp(String argument) {
    Settings settings = parse(argument, Map.of());
    assertEquals(List.of(), settings.warnings);
    return settings.otlp;
  }

  @Test
  void withoutAnEndpointNothingIsPushed() {
    assertNull(otlp(""));
    assertNull(otlp("otlp.interval=5s"));
  }

  @Test
  void defaultsAreThoseOfAScrapeOfAMinute() {
    OtlpSettings otlp = otlp(URL);
    assertEquals("https://otlp.example/v1/metrics", otlp.address.toString());
    assertEquals(60_000, otlp.intervalMillis);
    assertEquals(10_000, otlp.timeoutMillis);
    assertEquals(2_000, otlp.lastPushMillis);
    assertFalse(otlp.delta);
    assertNull(otlp.signature);
    assertEquals(Map.of(), otlp.headers);
    assertEquals(Map.of(), otlp.resource);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS_REGION, eu-central-1, https://monitoring.eu-central-1.amazonaws.com/v1/metrics",
    "AWS_DEFAULT_REGION, us-east-1, https://monitoring.us-east-1.amazonaws.com/v1/metrics",
    "AWS_REGION, cn-north-1, https://monitoring.cn-north-1.amazonaws.com.cn/v1/metrics",
  })
  void cloudWatchIsThatOfTheRegion(String variable, String region, String url) {
    OtlpSettings otlp = parse("otlp.endpoint=cloudwatch", Map.of(variable, region)).otlp;
    assertEquals(url, otlp.address.toString());
    assertEquals("monitoring/" + region, otlp.signature.toString());
  }

  @Test
  void cloudWatchWithoutARegionIsNotGuessed() {
    Settings settings = parse("otlp.endpoint=cloudwatch", Map.of());
    assertNull(settings.otlp);
    assertEquals(
        List.of(
            "otlp.endpoint=cloudwatch needs the variable AWS_REGION, or give the whole URL;"
                + " nothing will be pushed by OTLP"),
        settings.warnings);
  }

  @ParameterizedTest
  @CsvSource({
    "https://monitoring.eu-west-1.amazonaws.com/v1/metrics, '', monitoring/eu-west-1",
    "https://monitoring.eu-west-1.amazonaws.com/v1/metrics, sigv4, monitoring/eu-west-1",
    "https://monitoring.eu-west-1.amazonaws.com/v1/metrics, none,",
    "https://otlp.example/v1/metrics, sigv4:aps/eu-west-1, aps/eu-west-1",
    "https://vpce-0a.vpce-svc-01.us-east-1.vpce.amazonaws.com/v1/metrics, '',",
    "https://ec2-1-2-3-4.compute-1.amazonaws.com/v1/metrics, '',",
    "http://monitoring.eu-west-1.amazonaws.com/v1/metrics, '',",
  })
  void requestsToAwsAreSigned(String url, String auth, String signature) {
    OtlpSettings otlp = otlp("otlp.endpoint=" + url + ",otlp.auth=" + auth);
    assertEquals(signature, otlp.signature == null ? null : otlp.signature.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "otlp.endpoint=otlp.example:4318|otlp.endpoint=otlp.example:4318 is not an http:// or"
            + " https:// address or \"cloudwatch\"; nothing will be pushed by OTLP",
        "otlp.endpoint=http://s3cret@collector:4318|otlp.endpoint=http://***@collector:4318 has no"
            + " path; most receivers take metrics at /v1/metrics. Pushing to /",
        "otlp.endpoint=https://s3cret@monitoring.eu-west-1.amazonaws.com/v1/metrics|otlp.endpoint"
            + " has a user, which signed requests (otlp.auth) do not send",
        "otlp.temporality=sum|otlp.temporality=sum is not \"cumulative\" or \"delta\"; using the"
            + " default",
        "otlp.auth=sigv4|otlp.auth=sigv4 is not enough for this host; give sigv4:SERVICE/REGION;"
            + " using the default",
        "otlp.auth=basic|otlp.auth=basic is not \"none\", \"sigv4\" or"
            + " \"sigv4:SERVICE/REGION\"; using the default",
        "otlp.resource=team|otlp.resource: team is not name=value; ignoring it",
        "otlp.headers=s3cret|otlp.headers has an entry that is not name=value or that the agent"
            + " sets itself; ignoring it",
        "otlp.headers=Host=s3cret|otlp.headers has an entry that is not name=value or that the"
            + " agent sets itself; ignoring it",
      })
  void wrongValueIsALineWithoutASecret(String setting, String line) {
    Settings settings = parse(URL + "," + setting, Map.of());
    assertEquals(List.of(line), settings.warnings);
  }

  @Test
  void headersAndTemporalityAreAsGiven() {
    OtlpSettings otlp =
        otlp(URL + ",otlp.headers=dd-api-key=a=b;X-Team = x,otlp.temporality=DELTA");
    assertEquals(Map.of("dd-api-key", "a=b", "X-Team", "x"), otlp.headers);
    assertTrue(otlp.delta);
  }

  /** Each of them wins over the one before; the octets of the variable may be percent-encoded. */
  @Test
  void resourceIsOfOpenTelemetrysVariablesAndTheSetting() {
    Map<String, String> environment =
        Map.of(
            "OTEL_RESOURCE_ATTRIBUTES", "service.name=a,team=x%2Cy,region=old, =none",
            "OTEL_SERVICE_NAME", "b",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318",
            "OTEL_METRIC_EXPORT_INTERVAL", "1000");
    OtlpSettings otlp = parse(URL + ",otlp.resource=region=new;tier=1", environment).otlp;
    assertEquals(
        Map.of("service.name", "b", "team", "x,y", "region", "new", "tier", "1"), otlp.resource);
    assertEquals(60_000, otlp.intervalMillis);
  }
}
