package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.ProtectionDomain;

/**
 * Defines classes in class loaders of others, the boot loader included.
 *
 * <p>Calls {@code ClassLoader.defineClass} by reflection. {@code Lookup.defineClass} would need a
 * class of the framework that is loaded already; appending to the boot class path would need a file
 * on disk.
 */
public final class ClassDefiner {
  private final Instrumentation instrumentation;
  private Method define;
  private Method defineInBootLoader;

  /** Creates a definer, which opens {@code java.lang} when it defines its first class. */
  public ClassDefiner(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * @param loader null for the boot loader
   * @param domain that of the framework, so that a signed jar accepts the class in its package
   * @throws LinkageError if the loader has a class of that name already
   */
  public void define(ClassLoader loader, String name, byte[] classFile, ProtectionDomain domain)
      throws Exception {
    prepare();
    try {
      if (loader != null) {
        define.invoke(loader, name, classFile, 0, classFile.length, domain);
      } else if (JavaLangAccess.HAS_MODULES) {
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
    if (JavaLangAccess.HAS_MODULES) {
      JavaLangAccess.makeAccessible(instrumentation, any, boot);
    } else {
      any.setAccessible(true);
      boot.setAccessible(true);
    }
    define = any;
    defineInBootLoader = boot;
  }

  /** Both call the same native code; Java 8 has a static method for it only in {@link Proxy}. */
  private static Method bootMethod(Class<?> bytes) throws NoSuchMethodException {
    if (!JavaLangAccess.HAS_MODULES) {
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
