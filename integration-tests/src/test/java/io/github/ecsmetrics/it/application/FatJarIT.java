package io.github.ecsmetrics.it.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The sample service, whose client_java is in a nested jar. */
class FatJarIT {
  @Test
  void registryOfANestedLibraryIsFound() throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "Spring Boot needs JDK 17");
    Path jar = Path.of("../sample-app/target/sample-app.jar").toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.exists(jar), "no sample-app");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.jar(jar)
                .options("-XX:TieredStopAtLevel=1")
                .arguments("--server.port=0")
                .endpoint(endpoint)
                .agentByEnvironment(
                    "startup.wait=30s", "app.metrics=auto", "app.metrics.timeout=20s")
                .start()) {
      Page page = Merged.await(jvm, "primes_found_total").page();
      assertEquals(0, page.value("primes_found_total", "task_family=orders", "task_revision=7"));
      assertEquals("", jvm.stderr());
    }
  }
}
