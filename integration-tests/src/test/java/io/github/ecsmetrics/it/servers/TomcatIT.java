package io.github.ecsmetrics.it.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
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

/** Tomcat's own start script, a web application with its own logging, and the JVM that stops it. */
class TomcatIT {
  @TempDir Path folder;

  @Test
  void bootsLogsWithIdentityServesAndStops() throws Exception {
    int http = Ports.free();
    Distribution tomcat =
        Distribution.unpack(coordinates(), folder)
            .replace("conf/server.xml", "\"8005\"", "\"" + Ports.free() + "\"")
            .replace("conf/server.xml", "\"8080\"", "\"" + http + "\"")
            .addLoggingPage("webapps/orders");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command(tomcat, "run", endpoint, Ports.free()).start()) {
      jvm.awaitStderr("Server startup in");
      assertEquals("served with orders\n", Answer.get(http, "/orders/").text());
      jvm.awaitStdout("orders:7 page served\n");
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("jvm_memory_used_bytes{"), metrics);

      Finished stop = command(tomcat, "stop", endpoint, jvm.port()).run();
      assertEquals(0, stop.exitCode(), stop.toString());
      assertEquals(List.of(), stop.agentLines());
      Finished stopped = jvm.awaitExit();
      assertEquals(0, stopped.exitCode());
      assertEquals(List.of(), stopped.agentLines());
    }
  }

  private static JvmCommand command(
      Distribution tomcat, String verb, MetadataEndpoint endpoint, int port) {
    return JvmCommand.tool(tomcat.file("bin/catalina.sh"))
        .arguments(verb)
        .environment("CATALINA_HOME", tomcat.file("").toString())
        .endpoint(endpoint)
        .agentByEnvironment("port=" + port, "interval=1s");
  }

  private static String coordinates() {
    boolean old = Jdk.underTest().feature() < 11;
    return "org.apache.tomcat:tomcat:zip:" + (old ? "9.0.85" : "10.1.49");
  }
}
