package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;

/**
 * Defines a class into a loader that is not ours, the boot loader included.
 *
 * <p>By the loaders' own {@code defineClass}: {@code Lookup.defineClass} would need a class of the
 * framework that is loaded already, and appending to the boot class path a file on disk.
 */
public final class ClassDefiner {
  private final Instrumentation instrumentation;
  private Method define;
  private Method defineInBootLoader;

  /** A definer that prepares itself with the first class. */
  public ClassDefiner(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * @param loader null for the boot loader
   * @param domain the framework's own, so that signed jars accept the newcomer
   * @throws LinkageError if the loader has a class of that name
   */
  public void define(ClassLoader loader, String name, byte[] classFile, ProtectionDomain domain)
      throws Exception {
    prepare();
    try {
      if (loader != null) {
        define.invoke(loader, name, classFile, 0, classFile.length, domain);
      } else if (JavaModules.PRESENT) {
        defineInBootLoader.invoke(null, null, name, classFile, 0, classFile.length, null, null);
      } else {
        defineInBootLoader.invoke(null, null, name, classFile, 0, classFile.length);
      }
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof LinkageError) throw (LinkageError) thrown.getCause();
      throw thrown;
    }
  }

  private synchronized void prepare() throws Exception {
    if (defineInBootLoader != null) return;
    Class<?> bytes = byte[].class;
    Method any =
        ClassLoader.class.getDeclaredMethod(
            "defineClass", String.class, bytes, int.class, int.class, ProtectionDomain.class);
    Method boot = bootMethod(bytes);
    if (JavaModules.PRESENT) {
      JavaModules.makeAccessible(instrumentation, any, boot);
    } else {
      any.setAccessible(true);
      boot.setAccessible(true);
    }
    define = any;
    defineInBootLoader = boot;
  }

  /** The same native code in both; Java 8 has it as a static method only for proxies. */
  private static Method bootMethod(Class<?> bytes) throws NoSuchMethodException {
    if (!JavaModules.PRESENT) {
      return Proxy.class.getDeclaredMethod(
          "defineClass0", ClassLoader.class, String.class, bytes, int.class, int.class);
    }
    return ClassLoader.class.getDeclaredMethod(
        "defineClass1",
        ClassLoader.class,
        String.class,
        bytes,
        int.class,
        int.class,
        ProtectionDomain.class,
        String.class);
  }
}
