package io.github.ecsmetrics.it.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.guest.Hello;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PAINS 10: class data archives and AOT caches, as docs/reliability.md says they work. */
class ArchivesIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void dynamicArchiveMadeWithoutTheAgentIsUsedWithIt(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    Path archive = folder.resolve("app.jsa");
    Finished dump = hello(jdk).options("-XX:ArchiveClassesAtExit=" + archive).run();
    assertEquals(0, dump.exitCode(), dump.stderr());
    assertTrue(Files.exists(archive));
    Finished with = withAgent(hello(jdk).options("-XX:SharedArchiveFile=" + archive));
    assertEquals(0, with.exitCode());
    assertTrue(with.stdout().endsWith("hello\n"), with.stdout());
    assertEquals("", with.stderr());
  }

  /** The JVM's own rule: the variable has to be unset while an archive is made. */
  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void jvmRefusesToDumpAnArchiveWithAnyAgent(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    Finished dump =
        withAgent(hello(jdk).options("-XX:ArchiveClassesAtExit=" + folder.resolve("app.jsa")));
    assertEquals(1, dump.exitCode());
    String output = dump.stdout() + dump.stderr();
    assertTrue(output.contains("AllowArchivingWithJavaAgent"), output);
  }

  @Test
  void aotCacheTrainedWithTheAgentWorksSilently() throws Exception {
    Jdk jdk = Jdk.of(25);
    Path cache = folder.resolve("app.aot");
    Path configuration = folder.resolve("app.aotconf");
    String[] record = {"-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration};
    assertEquals(0, withAgent(hello(jdk).options(record)).exitCode());
    Finished create =
        withAgent(
            hello(jdk)
                .options("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration)
                .options("-XX:AOTCache=" + cache));
    assertEquals(0, create.exitCode(), create.stdout() + create.stderr());
    Finished with = withAgent(hello(jdk).options("-XX:AOTCache=" + cache));
    assertEquals("hello\n", with.stdout());
    assertEquals("", with.stderr());
    assertEquals(0, with.exitCode());
  }

  private static Finished withAgent(JvmCommand command) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      return command.endpoint(endpoint).agentByEnvironment("startup.wait=20s").run();
    }
  }

  /** Archives want the application in a jar. */
  private JvmCommand hello(Jdk jdk) throws IOException {
    Path jar = folder.resolve("hello.jar");
    if (!Files.exists(jar)) {
      Manifest manifest = new Manifest();
      manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Hello.class.getName());
      String name = Hello.class.getName().replace('.', '/') + ".class";
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        out.putNextEntry(new JarEntry(name));
        Files.copy(JvmCommand.guests().resolve(name), out);
      }
    }
    return JvmCommand.jar(jar).on(jdk);
  }
}
