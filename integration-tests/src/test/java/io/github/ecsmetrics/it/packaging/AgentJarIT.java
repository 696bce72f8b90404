package io.github.ecsmetrics.it.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentJarIT {
  private static final int JAVA_8 = 52;
  private static final long MAX_SIZE = 900_000;
  private static final Pattern ALLOWED =
      Pattern.compile(
          "io/github/ecsmetrics/agent/.+\\.class|META-INF/(MANIFEST\\.MF|[\\w-]*(LICENSE|NOTICE)[\\w.-]*)");

  /**
   * What is on the system class path of every application must be ours alone.
   *
   * <p>Seen elsewhere: the agent's libraries and service files got in the way of the application's
   * (jolokia/jolokia#398, elastic/apm-agent-java#2371, prometheus/client_java#1220).
   */
  @Test
  void holdsNothingOutsideItsOwnPackage() throws IOException {
    List<String> others = new ArrayList<>();
    for (JarEntry entry : entries()) {
      if (!entry.isDirectory() && !ALLOWED.matcher(entry.getName()).matches()) {
        others.add(entry.getName());
      }
    }
    assertEquals(List.of(), others);
  }

  @Test
  void allClassesAreForJava8OrOlder() throws IOException {
    List<String> newer = new ArrayList<>();
    int classes = 0;
    try (JarFile jar = new JarFile(BuiltJar.path().toFile())) {
      for (JarEntry entry : entries()) {
        if (!entry.getName().endsWith(".class")) continue;
        classes++;
        try (InputStream in = jar.getInputStream(entry)) {
          if (version(in) > JAVA_8) newer.add(entry.getName());
        }
      }
    }
    assertEquals(List.of(), newer);
    assertTrue(classes > 1, "the jar has " + classes + " classes");
  }

  /**
   * Seen elsewhere: copies per thread cost memory with a million virtual threads
   * (qos-ch/logback#917, elastic/apm-agent-java#3059).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/lang/ThreadLocal",
        "java/lang/InheritableThreadLocal",
        "sun/misc/Unsafe",
        "loadLibrary",
        "java/util/logging/",
        "java/lang/System$Logger",
        "getPlatformMBeanServer",
        "java/util/ServiceLoader",
        "java/net/http/",
        "openConnection",
        "FileOutputStream",
        "createTempFile",
      })
  void ownCodeStaysAwayFrom(String constant) throws IOException {
    assertEquals(List.of(), ownClassesWith(constant));
  }

  /** Seen elsewhere: lambdas in premain crashed early updates of Java 8. */
  @Test
  void ownCodeHasNoLambdaBeforeTheFirstScrape() throws IOException {
    List<String> withLambdas = new ArrayList<>(ownClassesWith("LambdaMetafactory"));
    withLambdas.removeIf(name -> name.startsWith("io/github/ecsmetrics/agent/metrics/"));
    assertEquals(List.of(), withLambdas);
  }

  /** Those in whose constant pool it is; dependencies apart. */
  private static List<String> ownClassesWith(String constant) throws IOException {
    List<String> found = new ArrayList<>();
    try (JarFile jar = new JarFile(BuiltJar.path().toFile())) {
      for (JarEntry entry : entries()) {
        if (!entry.getName().endsWith(".class") || entry.getName().contains("/shaded/")) continue;
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        if (new String(bytes, StandardCharsets.ISO_8859_1).contains(constant)) {
          found.add(entry.getName());
        }
      }
    }
    return found;
  }

  @Test
  void isSmall() throws IOException {
    long size = Files.size(BuiltJar.path());
    assertTrue(size < MAX_SIZE, size + " bytes");
  }

  @Test
  void manifestNamesTheEntries() throws IOException {
    try (JarFile jar = new JarFile(BuiltJar.path().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("io.github.ecsmetrics.agent.Agent", manifest.getValue("Premain-Class"));
      assertEquals("io.github.ecsmetrics.agent.Agent", manifest.getValue("Agent-Class"));
      assertEquals("io.github.ecsmetrics.agent.Main", manifest.getValue("Main-Class"));
      assertEquals(null, manifest.getValue("Boot-Class-Path"));
      assertEquals(null, manifest.getValue("Multi-Release"));
    }
  }

  private static List<JarEntry> entries() throws IOException {
    try (JarFile jar = new JarFile(BuiltJar.path().toFile())) {
      return jar.stream().toList();
    }
  }

  private static int version(InputStream classFile) throws IOException {
    DataInputStream in = new DataInputStream(classFile);
    assertEquals(0xCAFEBABE, in.readInt());
    in.readUnsignedShort();
    return in.readUnsignedShort();
  }
}
