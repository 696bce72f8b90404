package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Connections that nobody closes cost the application little and Prometheus nothing. */
class HostileClientsIT {
  private static final int STRANGERS = 400;

  /** The server's slots, and some file descriptors for the scrapes and the JVM itself. */
  private static final int AFFORDABLE = 64 + 16;

  @Test
  void fileDescriptorsStayTheApplications() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
      jvm.awaitSuccess();
      long before = descriptors(jvm.pid());
      for (int i = 0; i < STRANGERS; i++) {
        Socket stranger = new Socket("127.0.0.1", jvm.port());
        strangers.add(stranger);
        if (i % 2 == 0) stranger.getOutputStream().write("GET /metrics HT".getBytes());
      }
      assertEquals(200, jvm.get("/metrics").status());
      long added = descriptors(jvm.pid()) - before;
      assertTrue(added <= AFFORDABLE, added + " file descriptors more");
      assertEquals("", jvm.stderr());
    } finally {
      for (Socket stranger : strangers) stranger.close();
    }
  }

  @Test
  void clientsThatGoAwayLeaveNoTrace() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class).endpoint(endpoint).agentByEnvironment().start()) {
      jvm.awaitSuccess();
      for (int i = 0; i < 100; i++) {
        Socket client = new Socket("127.0.0.1", jvm.port());
        client.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes());
        if (i % 2 == 0) client.getInputStream().read();
        client.setSoLinger(true, 0);
        client.close();
      }
      assertEquals(200, jvm.get("/metrics").status());
      assertEquals("", jvm.stderr());
      assertEquals("ready\n", jvm.stdout());
    }
  }

  private static long descriptors(long pid) throws IOException {
    Path folder = Path.of("/proc/" + pid + "/fd");
    Assumptions.assumeTrue(Files.isDirectory(folder), "no " + folder);
    try (Stream<Path> descriptors = Files.list(folder)) {
      return descriptors.count();
    }
  }
}
