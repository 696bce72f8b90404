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
 * <p>All of it is kept in memory, where it takes a tenth of what its classes would. Whatever begins
 * a piece of the agent's work calls {@link #check()} first: a class that the JVM once failed to
 * load stays missing for good, and a look into a truncated jar ends a Java 8 with SIGBUS.
 *
 * <p>Nothing of it is read as a class loader's resource: that would go through the {@code URL}
 * handlers, which are the application's to set.
 */
public final class AgentJar {
  private static Instrumentation instrumentation;
  private static File file;

  /** Milliseconds since the epoch; whole seconds on Java 8. */
  private static long modified;

  private static volatile KeptJar kept;
  private static volatile boolean changed;

  private AgentJar() {}

  /** Takes the jar into memory. Never throws: without it there is no more to lose than before. */
  public static void keep(Instrumentation ofThisJvm) {
    try {
      instrumentation = ofThisJvm;
      file = location();
      if (file.isDirectory()) return;
      modified = file.lastModified();
      kept = new KeptJar(bytes(file));
    } catch (Throwable failure) {
      AgentLog.debug(failure);
    }
  }

  /**
   * Looks whether the file is as it was, which is two calls of the operating system. If it is not,
   * all classes that are still missing are defined from memory, and one line says so. Never throws.
   */
  public static void check() {
    if (changed || kept == null || isAsItWas()) return;
    String trouble = defineRest();
    if (trouble == null) return;
    AgentLog.warn(
        "its jar has changed or is gone ("
            + file
            + "); this JVM goes on with what it was started with"
            + trouble
            + ", the new one comes with the next start");
  }

  private static boolean isAsItWas() {
    try {
      return file.lastModified() == modified && file.length() == kept.size();
    } catch (RuntimeException forbidden) {
      // To application code below a weaving, by a policy; the agent's own threads look, too.
      return true;
    }
  }

  /** What does not work, or an empty text; null if another thread has done it. */
  @SuppressWarnings("unchecked")
  private static synchronized String defineRest() {
    if (changed) return null;
    try {
      Class<?> rest = Class.forName(KeptJar.REST, true, kept);
      ((Consumer<Instrumentation>) rest.getConstructor().newInstance()).accept(instrumentation);
      return "";
    } catch (Throwable failure) {
      AgentLog.debug(failure);
      return " as far as it was in use (" + failure + ")";
    } finally {
      changed = true;
    }
  }

  /** Names of its classes, {@code a.b.C}. */
  public static Iterable<String> classNames() {
    return kept.classNames();
  }

  /** One entry, as it was when the agent started. */
  public static byte[] read(String entry) throws IOException {
    KeptJar jar = kept;
    if (jar == null) {
      File home = location();
      if (home.isDirectory()) return bytes(new File(home, entry));
      jar = new KeptJar(bytes(home));
    }
    byte[] content = jar.read(entry);
    if (content == null) throw new IOException("no " + entry);
    return content;
  }

  /** Where the agent was loaded from: its jar, or a folder of classes in a test. */
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
        // As much as the JDK reads without a buffer of its own beside ours.
        int read = in.read(bytes, have, Math.min(8192, bytes.length - have));
        if (read < 0) throw new IOException(file + " became shorter");
        have += read;
      }
    }
    return bytes;
  }
}
