package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.HostileSettings;
import io.github.ecsmetrics.it.guest.Waiting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent connects to the metadata endpoint directly, whatever the application has set.
 *
 * <p>Seen elsewhere: requests went to the HTTP proxy (newrelic/newrelic-java-agent#2604,
 * aws/aws-sdk-go#1226).
 */
class NetworkSettingsIT {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=1 -Dhttp.nonProxyHosts=",
        "-DsocksProxyHost=127.0.0.1 -DsocksProxyPort=1 -DsocksNonProxyHosts=",
        "-Djava.net.useSystemProxies=true",
        "-Djava.net.preferIPv4Stack=true",
        "-Djava.net.preferIPv6Addresses=true",
        "-Djava.protocol.handler.pkgs=absent.handlers",
      })
  void propertiesAreWithoutEffect(String options) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options(options.split(" "))
                .environment("http_proxy", "http://127.0.0.1:1")
                .endpoint(endpoint)
                .agentByEnvironment("interval=200ms")
                .start()) {
      jvm.awaitSuccess();
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void hooksOfTheApplicationAreNeverAsked() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(HostileSettings.class)
                .endpoint(endpoint)
                .agentByEnvironment("interval=200ms")
                .start()) {
      jvm.awaitStdout("ready");
      int before = endpoint.requests("/task/stats");
      jvm.await(() -> endpoint.requests("/task/stats") >= before + 3, "three polls more");
      jvm.awaitSuccess();
      assertEquals("", jvm.stderr());
    }
  }
}
