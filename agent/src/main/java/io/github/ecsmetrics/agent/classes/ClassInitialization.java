package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * Whether a loaded class is initialised. Reading a static field would initialise it, in an
 * application that may never use it.
 *
 * <p>The JVM tells only its own {@code Unsafe}, which exists in every Java version, in two packages
 * and without a substitute.
 */
public final class ClassInitialization {
  private final Instrumentation instrumentation;
  private Object unsafe;
  private Method shouldBeInitialized;

  /** Opens nothing until the first class is asked for. */
  public ClassInitialization(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Whether the static fields of the class have their values: not while another thread initialises
   * it, and never if that failed. Neither loads nor initialises a class of the application.
   *
   * @throws Exception if this JVM does not tell
   */
  public synchronized boolean isOver(Class<?> loaded) throws Exception {
    if (unsafe == null) unsafe = unsafe();
    return !(Boolean) shouldBeInitialized.invoke(unsafe, loaded);
  }

  private Object unsafe() throws Exception {
    if (!JavaBaseAccess.HAS_MODULES) {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      shouldBeInitialized = type.getMethod("shouldBeInitialized", Class.class);
      Field unsafe = type.getDeclaredField("theUnsafe");
      unsafe.setAccessible(true);
      return unsafe.get(null);
    }
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    shouldBeInitialized = type.getMethod("shouldBeInitialized", Class.class);
    Method unsafe = type.getMethod("getUnsafe");
    JavaBaseAccess.makeAccessible(
        instrumentation, "jdk.internal.misc", shouldBeInitialized, unsafe);
    return unsafe.invoke(null);
  }
}
