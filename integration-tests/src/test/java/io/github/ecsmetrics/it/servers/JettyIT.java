package io.github.ecsmetrics.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JettyIT {
  @TempDir Path folder;

  @Test
  void bootsLogsWithIdentityServesAndStops() throws Exception {
    Profile.SERVERS.assume();
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Jetty 12 needs Java 17");
    int http = Ports.free();
    Distribution jetty =
        Distribution.unpack("org.eclipse.jetty:jetty-home:zip:12.0.30", folder)
            .addLoggingPage("base/webapps/orders");
    Path base = Files.createDirectories(jetty.file("base"));
    JvmCommand.jar(jetty.file("start.jar"))
        .directory(base)
        .arguments("--add-modules=http,ee10-deploy,ee10-jsp")
        .run();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.jar(jetty.file("start.jar"))
                .directory(base)
                .arguments("jetty.http.port=" + http)
                .endpoint(endpoint)
                .agentByEnvironment("interval=1s")
                .start()) {
      jvm.await(() -> (jvm.stdout() + jvm.stderr()).contains("Started oejs.Server"), "started");
      assertEquals("served with orders\n", Answer.get(http, "/orders/").text());
      jvm.awaitStdout("orders:7 page served\n");
      assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
      jvm.terminate();
      assertEquals(List.of(), jvm.agentLines());
    }
  }
}
