package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MetricsServerTest {
  @RegisterExtension final ServedExample served = new ServedExample();
  private MetricsServer server;

  @BeforeEach
  void start() throws RequestException {
    server = served.polled().serve();
  }

  @Test
  void threadsAreDaemonsWithoutALoader() throws IOException {
    RawClient.get(server.port(), "/metrics");
    Thread[] threads = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    int ours = 0;
    for (int i = 0; i < count; i++) {
      if (!threads[i].getName().startsWith("ecs-metrics-agent")) continue;
      ours++;
      assertTrue(threads[i].isDaemon());
      assertNull(threads[i].getContextClassLoader());
    }
    assertTrue(ours >= 2, ours + " threads");
  }

  @Test
  void listenerThatHasEndedIsReplaced() throws Exception {
    Listener ended = server.listener;
    ended.close();
    while (server.listener == ended) assertTrue(server.open());
    assertEquals(200, RawClient.get(server.port(), "/-/healthy").status());
  }

  @Test
  void portIsTakenAsSoonAsItIsFree() throws Exception {
    MetricsServer second = served.serve("port=" + server.port());
    assertEquals(-1, second.port());
    assertFalse(second.open());
    int port = server.port();
    server.close();
    assertTrue(second.open());
    assertEquals(port, second.port());
    assertEquals(200, RawClient.get(port, "/-/healthy").status());
  }
}
