package io.github.ecsmetrics.it.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Hello;
import io.github.ecsmetrics.it.guest.Logging;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JVMs that allow less than usual. */
class StrictJvmIT {
  /**
   * With weaving, for which other agents need Unsafe.
   *
   * <p>Seen elsewhere: warnings of new JDKs about Unsafe and native access
   * (open-telemetry/opentelemetry-java#7219, microsoft/ApplicationInsights-Java#4610).
   */
  @ParameterizedTest
  @ValueSource(ints = {25, 28})
  void newestJvmsHaveNothingToWarnOf(int feature) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Logging.class)
                .on(Jdk.of(feature))
                .libraries("ch.qos.logback:logback-classic:1.5.18")
                .options("--sun-misc-unsafe-memory-access=deny", "--illegal-native-access=deny")
                .endpoint(endpoint)
                .agentByEnvironment("startup.wait=20s")
                .start()) {
      jvm.awaitStdout("logged");
      jvm.awaitSuccess();
      assertEquals("", jvm.stderr());
    }
  }

  /**
   * Java 24 has no such thing any more.
   *
   * <p>Seen elsewhere: a security manager forbade what the agent does (prometheus/jmx_exporter#223,
   * inspectIT/inspectit-ocelot#1363).
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void securityManagerOfTheApplicationIsRespected(int feature) throws Exception {
    JvmCommand plain = JvmCommand.of(Hello.class).on(Jdk.of(feature));
    Finished without = plain.options("-Djava.security.manager").run();
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished with =
          JvmCommand.of(Hello.class)
              .on(Jdk.of(feature))
              .options("-Djava.security.manager")
              .endpoint(endpoint)
              .agentByEnvironment()
              .run();
      assertEquals(without.stdout(), with.stdout());
      assertEquals(without.exitCode(), with.exitCode());
      String added = with.stderr().replace(without.stderr(), "");
      assertTrue(added.lines().allMatch(line -> line.startsWith("[ecs-metrics-agent] ")), added);
      assertEquals(1, added.lines().count(), added);
      assertTrue(added.contains("grant its jar java.security.AllPermission"), added);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void securityManagerThatTrustsTheJarChangesNothing(int feature, @TempDir Path folder)
      throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("agent.policy"),
            "grant codeBase \"%s\" { permission java.security.AllPermission; };"
                .formatted(BuiltJar.path().toUri()));
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .on(Jdk.of(feature))
                .options("-Djava.security.manager", "-Djava.security.policy=" + policy)
                .endpoint(endpoint)
                .agentByEnvironment()
                .start()) {
      assertTrue(jvm.awaitSuccess().contains("jvm_memory_used_bytes{"));
      assertEquals(List.of(), jvm.agentLines());
    }
  }

  @Test
  void missingTemporaryFolderIsNotMissed() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .property("java.io.tmpdir", "/no/such/folder")
                .endpoint(endpoint)
                .agentByEnvironment()
                .start()) {
      jvm.awaitSuccess();
      assertEquals(List.of(), jvm.agentLines());
    }
  }

  @Test
  void readOnlyRootFileSystemIsEnough() throws Exception {
    String readOnly = "mount -o remount,bind,ro / && ! mkdir /tmp/x 2>/dev/null && exec \"$@\"";
    String[] shell = {"--mount", "sh", "-c", readOnly, "sh"};
    Path unshare = Path.of("/usr/bin/unshare");
    Assumptions.assumeTrue(Files.isExecutable(unshare), "no unshare");
    Finished probe = JvmCommand.tool(unshare).arguments(shell).arguments("true").run();
    Assumptions.assumeTrue(probe.exitCode() == 0, "no mount namespaces: " + probe.stderr());
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.tool(unshare)
                .arguments(shell)
                .arguments(Jdk.underTest().tool("java").toString())
                .arguments("-cp", JvmCommand.guests().toString(), Waiting.class.getName())
                .endpoint(endpoint)
                .agentByEnvironment()
                .start()) {
      jvm.awaitSuccess();
      assertEquals(List.of(), jvm.agentLines());
    }
  }
}
