package io.github.ecsmetrics.agent.classes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class JarInMemoryTest {
  private static final byte[] TEXT = "deflated, deflated, deflated".getBytes();
  private static final byte[] NOTHING = {};

  @Test
  void entriesAreReadStoredDeflatedAndEmpty() throws IOException {
    JarInMemory jar = new JarInMemory(jar());
    assertArrayEquals(TEXT, jar.read("a/Deflated.class"));
    assertArrayEquals(TEXT, jar.read("a/Stored.class"));
    assertArrayEquals(NOTHING, jar.read("a/"));
    assertNull(jar.read("a/Deflate.class"));
    assertNull(jar.read("a/Absent00.class"));
  }

  @Test
  void classNamesLeaveOutEverythingElse() throws IOException {
    assertEquals(List.of("a.Deflated", "a.Stored"), new JarInMemory(jar()).classNames());
  }

  @Test
  void damagedContentIsNoContent() throws IOException {
    byte[] damaged = jar();
    // Behind the local header of the first entry, its name and its two bytes of a directory.
    Arrays.fill(damaged, 90, 100, (byte) 0xff);
    assertThrows(IOException.class, () -> new JarInMemory(damaged).read("a/Deflated.class"));
  }

  @Test
  void classesAreCopiesButForTheOneWithAState() throws Exception {
    JarInMemory jar = new JarInMemory(jarOf(ClassDefiner.class, AgentJar.class));
    assertNotSame(ClassDefiner.class, jar.loadClass(ClassDefiner.class.getName()));
    assertSame(AgentJar.class, jar.loadClass(AgentJar.class.getName()));
    assertSame(JavaLangAccess.class, jar.loadClass(JavaLangAccess.class.getName()));
  }

  private static byte[] jar() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      out.putNextEntry(new ZipEntry("a/"));
      out.putNextEntry(new ZipEntry("a/Deflated.class"));
      out.write(TEXT);
      ZipEntry stored = new ZipEntry("a/Stored.class");
      CRC32 sum = new CRC32();
      sum.update(TEXT);
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(TEXT.length);
      stored.setCrc(sum.getValue());
      out.putNextEntry(stored);
      out.write(TEXT);
      out.putNextEntry(new ZipEntry("a/text"));
    }
    return bytes.toByteArray();
  }

  private static byte[] jarOf(Class<?>... classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Class<?> each : classes) {
        String entry = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        out.write(AgentJar.read(entry));
      }
    }
    return bytes.toByteArray();
  }
}
