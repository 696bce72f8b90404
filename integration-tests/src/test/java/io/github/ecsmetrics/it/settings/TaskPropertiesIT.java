package io.github.ecsmetrics.it.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.PrintsTaskProperties;
import io.github.ecsmetrics.it.guest.ReplacesProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feared: system properties that collide, or are replaced as a whole. */
class TaskPropertiesIT {
  private static final String PATIENT = "startup.wait=20s";

  @ParameterizedTest
  @CsvSource({"ecs.metadata., ", "aws.ecs., properties.prefix=aws.ecs."})
  void allArePresentWhenMainStarts(String prefix, String setting) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished program =
          JvmCommand.of(PrintsTaskProperties.class)
              .endpoint(endpoint)
              .agentByEnvironment(setting == null ? PATIENT : PATIENT + "," + setting)
              .arguments(prefix)
              .run();
      assertEquals(
          """
          PREFIXavailability_zone=eu-west-1b
          PREFIXcluster=shop
          PREFIXcontainer.id=4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0-2531612879
          PREFIXcontainer.name=app
          PREFIXlaunch_type=FARGATE
          PREFIXservice=orders-api
          PREFIXtask.arn=arn:aws:ecs:eu-west-1:111122223333:task/shop/4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0
          PREFIXtask.family=orders
          PREFIXtask.id=4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0
          PREFIXtask.revision=7
          """
              .replace("PREFIX", prefix),
          program.stdout());
      assertEquals("", program.stderr());
    }
  }

  @Test
  void valueThatIsThereAlreadyStays() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished program =
          JvmCommand.of(PrintsTaskProperties.class)
              .property("ecs.metadata.task.family", "mine")
              .endpoint(endpoint)
              .agentByEnvironment(PATIENT)
              .run();
      assertEquals(10, program.stdout().lines().count(), program.stdout());
      assertEquals(true, program.stdout().contains("ecs.metadata.task.family=mine\n"));
    }
  }

  @Test
  void applicationThatReplacesAllPropertiesIsServedAsEver() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(ReplacesProperties.class)
                .endpoint(endpoint)
                .agentByEnvironment("interval=200ms")
                .start()) {
      jvm.awaitStdout("ready");
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("jvm_memory_used_bytes{"), metrics);
      assertEquals(200, jvm.get("/").status());
      assertEquals("", jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  @Test
  void disabledAgentDoesNothing() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished program =
          JvmCommand.of(PrintsTaskProperties.class)
              .endpoint(endpoint)
              .agentByEnvironment("enabled=false")
              .run();
      assertEquals("", program.stdout());
      assertEquals("", program.stderr());
      assertEquals(0, endpoint.requests());
    }
  }
}
