package io.github.ecsmetrics.it.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Class data archives and AOT caches work as docs/reliability.md describes.
 *
 * <p>Seen elsewhere: class data archives and AOT caches were not used any more
 * (DataDog/dd-trace-java#7580, newrelic/newrelic-java-agent#2843).
 */
class ArchivesIT {
  private static final String HELLO = Hello.class.getName();

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
    assertTrue(isFromArchive());
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

  /** The same rule for one that the JVM would make by itself: {@code main} does not even begin. */
  @ParameterizedTest
  @ValueSource(ints = {21, 25})
  void archiveThatIsToBeMadeByItselfHasToBeThereWithAnyAgent(int feature) throws Exception {
    Jdk jdk = Jdk.of(feature);
    String archive = "-XX:SharedArchiveFile=" + folder.resolve("auto.jsa");
    Finished missing = withAgent(automatic(jdk, archive));
    assertEquals(1, missing.exitCode());
    String output = missing.stdout() + missing.stderr();
    assertTrue(output.contains("AllowArchivingWithJavaAgent"), output);
    assertFalse(output.contains("hello"), output);

    assertEquals(0, automatic(jdk, archive).run().exitCode());
    Finished there = withAgent(automatic(jdk, archive));
    assertEquals(0, there.exitCode());
    assertTrue(there.stdout().endsWith("hello\n"), there.stdout());
    assertEquals("", there.stderr());
  }

  private JvmCommand automatic(Jdk jdk, String archive) throws IOException {
    return hello(jdk).options("-XX:+AutoCreateSharedArchive", archive);
  }

  @Test
  void aotCacheTrainedWithTheAgentWorksSilently() throws Exception {
    Jdk jdk = Jdk.of(25);
    assertEquals(0, withAgent(recording(jdk)).exitCode());
    Finished create = withAgent(creating(jdk));
    assertEquals(0, create.exitCode(), create.stdout() + create.stderr());
    Finished with = withAgent(cached(jdk));
    assertEquals("hello\n", with.stdout());
    assertEquals("", with.stderr());
    assertEquals(0, with.exitCode());
    assertTrue(isFromArchive());
  }

  @Test
  void aotCacheTrainedWithoutTheAgentIsNotUsedWithIt() throws Exception {
    Jdk jdk = Jdk.of(25);
    assertEquals(0, recording(jdk).run().exitCode());
    assertEquals(0, creating(jdk).run().exitCode());
    Finished with = withAgent(cached(jdk));
    assertTrue(with.stdout().endsWith("hello\n"), with.stdout());
    assertTrue(with.stdout().contains("[error][aot]"), with.stdout());
    assertEquals("", with.stderr());
    assertEquals(0, with.exitCode());
    assertFalse(isFromArchive());
  }

  private JvmCommand recording(Jdk jdk) throws IOException {
    return hello(jdk).options("-XX:AOTMode=record", "-XX:AOTConfiguration=" + configuration());
  }

  private JvmCommand creating(Jdk jdk) throws IOException {
    return hello(jdk)
        .options("-XX:AOTMode=create", "-XX:AOTConfiguration=" + configuration())
        .options("-XX:AOTCache=" + cache());
  }

  private JvmCommand cached(Jdk jdk) throws IOException {
    return hello(jdk).options("-XX:AOTCache=" + cache());
  }

  private Path configuration() {
    return folder.resolve("app.aotconf");
  }

  private Path cache() {
    return folder.resolve("app.aot");
  }

  /** Whether the last JVM had the application's class from the archive. */
  private boolean isFromArchive() throws IOException {
    try (Stream<String> lines = Files.lines(loaded())) {
      return lines.anyMatch(line -> line.contains(HELLO + " source: shared objects file"));
    }
  }

  private Path loaded() {
    return folder.resolve("loaded.log");
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
      manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, HELLO);
      String name = HELLO.replace('.', '/') + ".class";
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
        out.putNextEntry(new JarEntry(name));
        Files.copy(JvmCommand.guests().resolve(name), out);
      }
    }
    return JvmCommand.jar(jar).on(jdk).options("-Xlog:class+load:file=" + loaded());
  }
}
