package io.github.ecsmetrics.it.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.AgentJar;
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

class AgentJarIT {
  private static final int JAVA_8 = 52;
  private static final long MEGABYTE = 1_000_000;
  private static final Pattern ALLOWED =
      Pattern.compile(
          "io/github/ecsmetrics/agent/.+\\.class|META-INF/(MANIFEST\\.MF|[\\w-]*(LICENSE|NOTICE)[\\w.-]*)");

  /** PAINS 13: what is on the system class path of every application must be ours alone. */
  @Test
  void holdsNothingOutsideItsOwnPackage() throws IOException {
    List<String> strangers = new ArrayList<>();
    for (JarEntry entry : entries()) {
      if (!entry.isDirectory() && !ALLOWED.matcher(entry.getName()).matches()) {
        strangers.add(entry.getName());
      }
    }
    assertEquals(List.of(), strangers);
  }

  @Test
  void allClassesAreForJava8OrOlder() throws IOException {
    List<String> newer = new ArrayList<>();
    int classes = 0;
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
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

  /** One for each event's context is what leaks class loaders and costs virtual threads. */
  @Test
  void noClassOfOursKnowsThreadLocals() throws IOException {
    List<String> knowing = new ArrayList<>();
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      for (JarEntry entry : entries()) {
        if (entry.getName().contains("/shaded/")) continue;
        try (InputStream in = jar.getInputStream(entry)) {
          String classFile = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          if (classFile.contains("ThreadLocal")) knowing.add(entry.getName());
        }
      }
    }
    assertEquals(List.of(), knowing);
  }

  @Test
  void isSmall() throws IOException {
    long size = Files.size(AgentJar.path());
    assertTrue(size < 1.5 * MEGABYTE, size + " bytes");
  }

  @Test
  void manifestNamesTheEntries() throws IOException {
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("io.github.ecsmetrics.agent.Agent", manifest.getValue("Premain-Class"));
      assertEquals("io.github.ecsmetrics.agent.Agent", manifest.getValue("Agent-Class"));
      assertEquals("io.github.ecsmetrics.agent.Main", manifest.getValue("Main-Class"));
      assertEquals(null, manifest.getValue("Boot-Class-Path"));
      assertEquals(null, manifest.getValue("Multi-Release"));
    }
  }

  private static List<JarEntry> entries() throws IOException {
    try (JarFile jar = new JarFile(AgentJar.path().toFile())) {
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
