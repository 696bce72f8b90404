package io.github.ecsmetrics.it.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.OtlpReceiver;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.Sources;
import io.github.ecsmetrics.it.guest.Logging;
import io.github.ecsmetrics.it.guest.PrintsTaskProperties;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Run-time images and modular applications, which may lack much of the JDK.
 *
 * <p>Seen elsewhere: jlink images and modular applications without {@code jdk.httpserver} did not
 * start (prometheus/jmx_exporter#865, open-telemetry/opentelemetry-java-instrumentation#5401).
 */
class ModulesIT {
  private static final String NAMED = "/metrics?name%5B%5D=jvm_memory_used_bytes";

  /** One image for each list of modules: linking takes longer than a test. */
  private static final Map<String, Jdk> IMAGES = new HashMap<>();

  @TempDir private static Path images;

  @TempDir private Path folder;

  @BeforeEach
  void needsModules() {
    Assumptions.assumeTrue(Jdk.underTest().feature() > 8, "no modules in Java 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.instrument", "java.instrument,java.management"})
  void imageWithoutTheServersModuleRunsWithIdentity(String modules) throws Exception {
    Jdk image = image(modules);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished program =
          JvmCommand.of(PrintsTaskProperties.class)
              .on(image)
              .endpoint(endpoint)
              .agentByEnvironment("startup.wait=20s")
              .run();
      assertTrue(
          program.stdout().contains("ecs.metadata.task.family=orders\n"), program.toString());
      assertEquals(0, program.exitCode());
    }
  }

  /** The image has only the modules that Logback itself needs. */
  @Test
  void imageWithoutTheServersModuleLogsWithIdentity() throws Exception {
    Jdk image = image("java.instrument,java.naming,java.xml");
    Path logback = LoggingConfiguration.file("plain/logback.xml");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Logging.class)
                .on(image)
                .libraries("ch.qos.logback:logback-classic:1.2.13")
                .property("logback.configurationFile", logback.toString())
                .endpoint(endpoint)
                .agentByEnvironment("startup.wait=20s")
                .start()) {
      jvm.awaitStdout("logged");
      assertTrue(jvm.stdout().contains("orders:7 from main\n"), jvm.stdout());
      assertTrue(jvm.stdout().contains("orders:7 from another thread\n"), jvm.stdout());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.instrument", "java.instrument,jdk.httpserver"})
  void imageWithoutManagementServesTheTask(String modules) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = waiting(image(modules), endpoint)) {
      String metrics = jvm.awaitSuccess();
      assertTrue(metrics.contains("ee_task_memory_limit_byte{"), metrics);
      assertFalse(metrics.contains("jvm_"), metrics);
      assertEquals(200, jvm.get("/task").status());
      jvm.awaitStderr("\n");
      assertEquals(
          "[ecs-metrics-agent] module java.management is missing, so jvm_* and process_* are not"
              + " served; everything else works. Add it with --add-modules java.management (java or"
              + " jlink)\n",
          jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  /** Its counters then begin when the agent did, as the JVM's start is not known. */
  @Test
  void imageWithoutManagementPushesTheTask() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        OtlpReceiver receiver = new OtlpReceiver();
        RunningJvm jvm =
            waiting(
                image("java.instrument"),
                endpoint,
                "otlp.interval=1s",
                "otlp.endpoint=" + receiver.uri() + "/v1/metrics")) {
      jvm.await(() -> receiver.metric("ee_metadata_requests_total") != null, "a push");
      var point = receiver.metric("ee_metadata_requests_total").getSum().getDataPoints(0);
      assertTrue(point.getStartTimeUnixNano() > 0, point.toString());
      assertTrue(receiver.metric("ee_task_memory_limit_byte") != null, receiver.toString());
      assertEquals(0, jvm.endInput().exitCode());
      assertEquals(1, jvm.stderr().lines().count(), jvm.stderr());
    }
  }

  @Test
  void imageWithManagementServesEverything() throws Exception {
    Jdk image = image("java.instrument,java.management");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = waiting(image, endpoint)) {
      assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
      assertTrue(jvm.get(NAMED).text().contains("jvm_memory_used_bytes{"));
      assertEquals("", jvm.stderr());
    }
  }

  /** The JVM resolves what the application requires and what is bound to it. */
  @ParameterizedTest
  @ValueSource(strings = {"", "java.management", "jdk.httpserver,java.management"})
  void modularApplicationServesEverything(String added) throws Exception {
    JvmCommand command = modular();
    if (!added.isEmpty()) command.options("--add-modules", added);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agentByEnvironment().start()) {
      jvm.awaitStdout("family orders");
      assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
      assertTrue(jvm.get(NAMED).text().contains("jvm_memory_used_bytes{"));
      assertEquals("", jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  private JvmCommand modular() throws Exception {
    Path classes =
        Sources.in(folder.resolve("app"), 9)
            .file("module-info.java", "module app {}")
            .file(
                "app/Main.java",
                """
                package app;

                public class Main {
                  public static void main(String[] arguments) throws Exception {
                    while (System.getProperty("ecs.metadata.task.family") == null) Thread.sleep(10);
                    System.out.println("family " + System.getProperty("ecs.metadata.task.family"));
                    while (System.in.read() >= 0) {}
                  }
                }
                """)
            .compile();
    return JvmCommand.module("app/app.Main").options("-p", classes.toString());
  }

  private static RunningJvm waiting(Jdk image, MetadataEndpoint endpoint, String... more)
      throws Exception {
    List<String> settings = new ArrayList<>(List.of(more));
    settings.add("interval=200ms");
    return JvmCommand.of(Waiting.class)
        .on(image)
        .endpoint(endpoint)
        .agentByEnvironment(settings.toArray(new String[0]))
        .start();
  }

  private static Jdk image(String modules) throws Exception {
    Jdk image = IMAGES.get(modules);
    if (image == null) IMAGES.put(modules, image = link(modules));
    return image;
  }

  private static Jdk link(String modules) throws Exception {
    Jdk jdk = Jdk.underTest();
    Path image = images.resolve(modules);
    Finished jlink =
        JvmCommand.tool(jdk.tool("jlink"))
            .arguments("--add-modules", modules, "--output", image.toString())
            .run();
    Assumptions.assumeTrue(jlink.exitCode() == 0, "cannot link: " + jlink.stdout());
    Jdk linked = new Jdk(jdk.feature(), image);
    // A JDK that was built for another C library than the machine's cannot make images for it.
    Finished version = JvmCommand.withoutMain().on(linked).options("-version").run();
    Assumptions.assumeTrue(version.exitCode() == 0, version.stderr());
    return linked;
  }
}
