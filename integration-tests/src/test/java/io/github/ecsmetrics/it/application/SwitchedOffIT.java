package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the feature does where it is off, or where there is nothing to find. */
class SwitchedOffIT {
  @TempDir Path folder;

  @Test
  void nothingOfItIsLoadedIfItIsOff() throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 9, "Java 8 has no log of its classes");
    Path log = folder.resolve("classes");
    JvmCommand command =
        Programs.clientJava(Programs.NEWEST).options("-Xlog:class+load:file=" + log);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agentByEnvironment().start()) {
      jvm.awaitStdout("ready");
      String text = jvm.awaitSuccess();
      assertFalse(text.contains("orders_placed_total"), text);
      assertFalse(text.contains("ee_app_metrics"), text);
    }
    for (String line : Files.readAllLines(log)) {
      assertFalse(line.matches(".*ecsmetrics\\.agent\\.(application|families)\\..*"), line);
    }
  }

  @Test
  void applicationWithoutMetricsGivesTheAgentsPage() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .endpoint(endpoint)
                .agentByEnvironment("app.metrics=auto")
                .start()) {
      Page page = Page.parse(jvm.awaitSuccess());
      assertEquals(List.of(), page.all("ee_app_metrics_success"));
      assertEquals("", jvm.stderr());
    }
  }
}
