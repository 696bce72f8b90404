package io.github.ecsmetrics.agent.classes;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.util.function.Consumer;

/**
 * The agent's own jar, which a deployment may overwrite, truncate or delete while the JVM runs.
 *
 * <p>The whole jar is kept in memory, which takes a tenth of the memory of its classes. Code that
 * begins a task of the agent calls {@link #check()} first, because a class that the JVM failed to
 * load once stays missing, and because reading a truncated jar ends a Java 8 with SIGBUS.
 *
 * <p>No entry is read as a resource of the class loader: that would use the {@code URL} handlers,
 * which the application may replace.
 */
public final class AgentJar {
  private static Instrumentation instrumentation;
  private static File file;

  /** Milliseconds since the epoch; Java 8 rounds them to seconds. */
  private static long modified;

  private static volatile JarInMemory kept;
  private static volatile boolean changed;

  private AgentJar() {}

  /** Reads the jar into memory. Never throws: if that fails, the classes come from the file. */
  public static void keep(Instrumentation ofThisJvm) {
    try {
      instrumentation = ofThisJvm;
      file = location();
      if (file.isDirectory()) return;
      modified = file.lastModified();
      kept = new JarInMemory(bytes(file));
    } catch (Throwable failure) {
      AgentLog.debug(failure);
    }
  }

  /**
   * Checks whether the file has changed, with two calls of the operating system. If it has, all
   * classes that are not loaded yet are defined from memory, and one line is logged. Never throws.
   */
  public static void check() {
    if (changed || kept == null || isUnchanged()) return;
    String limitation = defineUnloaded();
    if (limitation == null) return;
    AgentLog.warn(
        "the agent's jar was changed or deleted ("
            + file
            + "); this JVM continues with the version it started with"
            + limitation
            + "; a new version takes effect at the next start");
  }

  /** The version in the jar's manifest. */
  public static String version() {
    String version = AgentJar.class.getPackage().getImplementationVersion();
    return version == null ? "unknown" : version;
  }

  private static boolean isUnchanged() {
    try {
      return file.lastModified() == modified && file.length() == kept.size();
    } catch (RuntimeException forbidden) {
      // A policy forbids it to the application's code that loads a class; our own threads check.
      return true;
    }
  }

  /** Returns what does not work, an empty text if all does, null if another thread was first. */
  @SuppressWarnings("unchecked")
  private static synchronized String defineUnloaded() {
    if (changed) return null;
    try {
      Class<?> unloaded = Class.forName(JarInMemory.UNLOADED_CLASSES, true, kept);
      ((Consumer<Instrumentation>) unloaded.getConstructor().newInstance()).accept(instrumentation);
      return "";
    } catch (Throwable failure) {
      AgentLog.debug(failure);
      return ", with the classes that are loaded already (" + failure + ")";
    } finally {
      changed = true;
    }
  }

  /** The names of all classes in the jar, {@code a.b.C}. */
  public static Iterable<String> classNames() {
    return kept.classNames();
  }

  /**
   * Reads one entry, as it was when the agent started.
   *
   * @throws IOException if the jar has no such entry or cannot be read
   */
  public static byte[] read(String entry) throws IOException {
    JarInMemory jar = kept;
    if (jar == null) {
      File home = location();
      if (home.isDirectory()) return bytes(new File(home, entry));
      jar = new JarInMemory(bytes(home));
    }
    byte[] content = jar.read(entry);
    if (content == null) throw new IOException("no " + entry);
    return content;
  }

  /** The file that the agent was loaded from: its jar, or a folder of classes in a test. */
  public static File location() throws IOException {
    URL location = AgentJar.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      return new File(location.toURI());
    } catch (Exception malformed) {
      throw new IOException(malformed);
    }
  }

  private static byte[] bytes(File file) throws IOException {
    byte[] bytes = new byte[(int) file.length()];
    try (InputStream in = new FileInputStream(file)) {
      int have = 0;
      while (have < bytes.length) {
        // The most that the JDK reads without allocating a buffer of its own.
        int read = in.read(bytes, have, Math.min(8192, bytes.length - have));
        if (read < 0) throw new IOException(file + " became shorter");
        have += read;
      }
    }
    return bytes;
  }
}
