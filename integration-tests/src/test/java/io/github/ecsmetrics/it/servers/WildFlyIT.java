package io.github.ecsmetrics.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Ports;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log manager and an MBean server that must be WildFly's own, class loaders that ask nobody, and
 * a start script that runs JVMs only to try an option.
 *
 * <p>Seen elsewhere: OSGi and JBoss Modules did not find the agent's classes
 * (elastic/apm-agent-java#1786, prometheus/jmx_exporter#641).
 */
class WildFlyIT {
  private static final String STARTED = "WFLYSRV0025";
  private static final int MANAGEMENT = 9990;

  @TempDir Path folder;

  @Test
  void bootsLogsWithIdentityServesAndStops() throws Exception {
    Distribution wildfly = Distribution.unpack(coordinates(), folder);
    // The third %s of the file is the console's.
    wildfly.replace(
        "standalone/configuration/standalone.xml",
        "%s%e%n",
        "%X{task_family}:%X{task_revision} %s%e%n");
    // Management on a free port and all the others near it, below those of outgoing connections.
    int offset = Ports.free() - MANAGEMENT;
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.tool(wildfly.file("bin/standalone.sh"))
                .arguments("-b", "127.0.0.1", "-bmanagement", "127.0.0.1")
                .arguments("-Djboss.socket.binding.port-offset=" + offset)
                .environment("LAUNCH_JBOSS_IN_BACKGROUND", "true")
                .endpoint(endpoint)
                .agentByEnvironment("interval=1s")
                .start()) {
      jvm.awaitStdout(STARTED);
      String started =
          jvm.stdout().lines().filter(line -> line.contains(STARTED)).findFirst().orElseThrow();
      assertTrue(started.contains(" orders:7 "), started);
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("jvm_memory_used_bytes{"), metrics);
      assertFalse(jvm.stdout().contains("WFLYLOG0078"), jvm.stdout());
      assertEquals(List.of(), jvm.agentLines());
      Finished stopped = jvm.terminate();
      assertTrue(stopped.stdout().contains("WFLYSRV0050"), stopped.stdout());
      assertEquals(List.of(), stopped.agentLines());
    }
  }

  private static String coordinates() {
    boolean old = Jdk.underTest().feature() < 17;
    return "org.wildfly:wildfly-dist:zip:" + (old ? "26.1.3.Final" : "39.0.1.Final");
  }
}
