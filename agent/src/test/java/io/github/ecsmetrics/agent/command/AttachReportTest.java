package io.github.ecsmetrics.agent.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AttachReportTest {
  @Test
  void theOutcomeReachesWhoeverAsked() throws Exception {
    try (ServerSocket asker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      AttachReport report = AttachReport.of(AttachReport.request(asker.getLocalPort(), "port=0"));
      report.send("started");

      assertEquals("port=0", report.agentArgument());
      try (Socket socket = asker.accept()) {
        String received =
            new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("started", received);
      }
    }
  }

  @Test
  void anArgumentOfAnotherToolIsTheAgentsOwn() {
    assertEquals("port=0", AttachReport.of("port=0").agentArgument());
    assertNull(AttachReport.of(null).agentArgument());
  }

  @Test
  void anAskerThatIsGoneIsNoProblem() throws Exception {
    int port;
    try (ServerSocket asker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = asker.getLocalPort();
    }
    AttachReport.of(AttachReport.request(port, "")).send("started");
  }
}
