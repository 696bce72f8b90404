package io.github.ecsmetrics.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OSGi class loaders, which delegate nothing, and Pax Logging with Log4j in it. */
class KarafIT {
  @TempDir Path folder;

  @Test
  void bootsLogsWithIdentityServesAndStops() throws Exception {
    Profile.SERVERS.assume();
    int feature = Jdk.underTest().feature();
    Assumptions.assumeTrue(feature >= 11 && feature < 24, "Karaf 4.4 runs on Java 11 to 23");
    Distribution karaf =
        Distribution.unpack("org.apache.karaf:apache-karaf-minimal:zip:4.4.8", folder)
            .replace(
                "etc/org.ops4j.pax.logging.cfg",
                "log4j2.pattern = ",
                "log4j2.pattern = %X{task_family}:%X{task_revision} ");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.tool(karaf.file("bin/karaf"))
                .arguments("server")
                .endpoint(endpoint)
                .agentByEnvironment("interval=1s")
                .start()) {
      Path log = karaf.file("data/log/karaf.log");
      jvm.await(
          () -> Files.exists(log) && Files.readString(log).contains("orders:7 "),
          "karaf.log has the identity");
      assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
      jvm.terminate();
      assertEquals(List.of(), jvm.agentLines());
    }
  }
}
