package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Draining;
import org.junit.jupiter.api.Test;

/** A service that finishes its work after SIGTERM is still watched meanwhile. */
class DrainIT {
  @Test
  void metricsAndHealthAreServedUntilTheEnd() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = JvmCommand.of(Draining.class).endpoint(endpoint).agent().start()) {
      String before = jvm.awaitSuccess();
      assertFalse(before.contains("ee_agent_shutdown"), before);
      ProcessHandle.of(jvm.pid()).orElseThrow().destroy();
      jvm.awaitStdout("draining");
      for (int i = 0; i < 3; i++) {
        String metrics = jvm.get("/metrics").text();
        assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
        assertTrue(metrics.contains("\nee_agent_shutdown_started_timestamp_seconds 1."), metrics);
        assertEquals(200, jvm.get("/-/healthy").status());
      }
      Finished ended = jvm.endInput();
      assertEquals(128 + 15, ended.exitCode());
      assertEquals("draining\ndrained\n", ended.stdout().replace("ready\n", ""));
      assertEquals("", ended.stderr());
    }
  }
}
