package io.github.ecsmetrics.agent.classes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;

/**
 * The bytes of a jar, and a class loader for {@link UnloadedClasses}, which cannot be loaded from a
 * damaged file either.
 *
 * <p>Reads the central directory (APPNOTE.TXT of PKWARE, 4.3.12). Entries are stored or deflated,
 * nothing is encrypted, and the jar has no comment. Rare exceptions are not caught by name, because
 * the verifier would load their classes in every JVM.
 */
final class JarInMemory extends ClassLoader {
  /** The name of {@link UnloadedClasses}, which must not be linked from here. */
  static final String UNLOADED_CLASSES = "io.github.ecsmetrics.agent.classes.UnloadedClasses";

  private static final String CLASS = ".class";
  private static final int END_LENGTH = 22;
  private static final int LOCAL_HEADER_LENGTH = 30;
  private static final int HEADER_LENGTH = 46;
  private static final int STORED = 0;

  private final byte[] jar;

  JarInMemory(byte[] jar) {
    super(JarInMemory.class.getClassLoader());
    this.jar = jar;
  }

  /** The jar's length in bytes. */
  int size() {
    return jar.length;
  }

  /** Returns the content of an entry, or null if the jar has no entry of that name. */
  byte[] read(String entry) throws IOException {
    int end = endOfDirectory();
    for (int at = directory(); at < end; at = next(at)) {
      if (number(at + 28, 2) == entry.length() && name(at).equals(entry)) return content(at);
    }
    return null;
  }

  /** The names of all classes, {@code a.b.C}. */
  List<String> classNames() {
    List<String> names = new ArrayList<>();
    int end = endOfDirectory();
    for (int at = directory(); at < end; at = next(at)) {
      String name = name(at);
      if (!name.endsWith(CLASS)) continue;
      names.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
    }
    return names;
  }

  /** Loads a copy of each class of the jar, except {@link AgentJar}, the one class with state. */
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.equals(AgentJar.class.getName())) return AgentJar.class;
    Class<?> loaded = findLoadedClass(name);
    if (loaded != null) return loaded;
    try {
      byte[] classFile = read(name.replace('.', '/') + CLASS);
      if (classFile == null) return super.loadClass(name, resolve);
      return defineClass(
          name, classFile, 0, classFile.length, AgentJar.class.getProtectionDomain());
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private int endOfDirectory() {
    return jar.length - END_LENGTH;
  }

  private int directory() {
    return number(endOfDirectory() + 16, 4);
  }

  private int next(int header) {
    return header
        + HEADER_LENGTH
        + number(header + 28, 2)
        + number(header + 30, 2)
        + number(header + 32, 2);
  }

  private String name(int header) {
    return new String(
        jar, header + HEADER_LENGTH, number(header + 28, 2), StandardCharsets.US_ASCII);
  }

  private byte[] content(int header) throws IOException {
    int local = number(header + 42, 4);
    int start = local + LOCAL_HEADER_LENGTH + number(local + 26, 2) + number(local + 28, 2);
    byte[] content = new byte[number(header + 24, 4)];
    if (number(header + 10, 2) == STORED) {
      System.arraycopy(jar, start, content, 0, content.length);
      return content;
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(jar, start, number(header + 20, 4));
      int have = 0;
      while (have < content.length) {
        int read = inflater.inflate(content, have, content.length - have);
        if (read == 0) throw new IOException("ends early");
        have += read;
      }
      return content;
    } catch (Exception damaged) {
      throw new IOException(name(header), damaged);
    } finally {
      inflater.end();
    }
  }

  /** Reads an unsigned little-endian number. */
  private int number(int at, int bytes) {
    int number = 0;
    for (int i = bytes - 1; i >= 0; i--) number = number << 8 | jar[at + i] & 0xff;
    return number;
  }
}
