package io.github.ecsmetrics.it.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agent's own commands inherit {@code JAVA_TOOL_OPTIONS}. The agent recognises them by the file
 * of the jar, not by its name.
 */
class OwnCommandIT {
  @TempDir Path folder;

  /** The agent would ask once more, and warn of the setting. */
  @ParameterizedTest
  @ValueSource(strings = {"ecs-metrics-agent.jar", "of ours/agent 2.zip"})
  void agentDoesNothingBesideItsOwnCommand(String name) throws Exception {
    Path jar = folder.resolve(name);
    Files.createDirectories(jar.getParent());
    Files.copy(BuiltJar.path(), jar);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      Finished check =
          JvmCommand.jar(jar)
              .arguments("check")
              .endpoint(endpoint)
              .agentByEnvironment("prot=1")
              .run();
      assertEquals("", check.stderr());
      assertEquals(1, endpoint.requests("/task"), check.stdout());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "attach", "check", "health"})
  void applicationBelowAFolderCalledLikeTheAgentIsServed(String argument) throws Exception {
    Path jar = folder.resolve("ecs-metrics-agent-demo/ecs-metrics-agent.jar");
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest()).close();
    }
    assertServed(JvmCommand.jar(jar).arguments(argument));
  }

  @Test
  void applicationThatIsPackedIntoOneJarWithTheAgentIsServed() throws Exception {
    Path jar = Files.copy(BuiltJar.path(), folder.resolve("app.jar"));
    try (FileSystem entries = FileSystems.newFileSystem(jar);
        OutputStream out = Files.newOutputStream(entries.getPath("META-INF/MANIFEST.MF"))) {
      manifest().write(out);
    }
    assertServed(JvmCommand.jar(jar));
  }

  /** Of {@link Waiting}. */
  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Waiting.class.getName());
    attributes.put(Attributes.Name.CLASS_PATH, JvmCommand.guests().toUri().toString());
    return manifest;
  }

  private static void assertServed(JvmCommand application) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = application.endpoint(endpoint).agentByEnvironment().start()) {
      jvm.awaitSuccess();
    }
  }
}
