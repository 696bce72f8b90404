package io.github.ecsmetrics.agent.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsScopeTest {
  /**
   * Seen elsewhere: a collector that knew some services by name signed for another one, and
   * CloudWatch refused it (open-telemetry/opentelemetry-collector-contrib#48738).
   */
  @ParameterizedTest
  @CsvSource({
    "monitoring.eu-central-1.amazonaws.com, monitoring/eu-central-1",
    "Monitoring.CN-north-1.amazonaws.com.cn, monitoring/cn-north-1",
    "monitoring-fips.us-gov-west-1.amazonaws.com, monitoring/us-gov-west-1",
    "monitoring.us-east-1.api.aws, monitoring/us-east-1",
    "vpce-0a1b-2c.monitoring.us-east-1.vpce.amazonaws.com, monitoring/us-east-1",
    "aps-workspaces.us-east-1.amazonaws.com, aps-workspaces/us-east-1",
  })
  void hostShowsServiceAndRegion(String host, String scope) {
    assertEquals(scope, AwsScope.ofHost(host).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otlp.example",
        "amazonaws.com",
        "monitoring.amazonaws.com",
        "a.b.us-east-1.amazonaws.com",
        "x.vpce.amazonaws.com",
        ".us-east-1.amazonaws.com",
        "monitoring.us-east-1.amazonaws.com.example",
        "monitoring.us-east-1.notamazonaws.com",
      })
  void otherHostHasNoScope(String host) {
    assertNull(AwsScope.ofHost(host));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "monitoring", "monitoring/", "/eu-central-1", "a/b/c"})
  void otherTextIsNoScope(String text) {
    assertNull(AwsScope.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, https://monitoring.eu-central-1.amazonaws.com/v1/metrics",
    "cn-north-1, https://monitoring.cn-north-1.amazonaws.com.cn/v1/metrics",
  })
  void cloudWatchHasAnAddressInEachRegion(String region, String url) {
    assertEquals(url, AwsScope.cloudWatchUrl(region));
  }
}
