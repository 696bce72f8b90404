package io.github.ecsmetrics.agent.application;

import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;

/**
 * A loaded class of the application that has a registry in a static field.
 *
 * <p>To read the field of a class that is loaded and not initialised would initialise it, in an
 * application that may never use it: Spring, for example, loads classes only to see whether they
 * are there. Java has no method that returns whether a class is initialised. So the class is left
 * alone until another class is loaded that only its use needs.
 */
final class Holder {
  final Library library;
  private final WeakReference<Class<?>> type;

  /** False as well if the class loader never could: not all of them have class files. */
  private final boolean foundClassFile;

  private boolean used;
  private boolean closed;

  Holder(Class<?> type, Library library) {
    this.type = new WeakReference<Class<?>>(type);
    this.library = library;
    foundClassFile = findsClassFile(type);
  }

  /** Null if the application has dropped it. */
  Class<?> type() {
    return type.get();
  }

  /**
   * Whether it is initialised, its application has not dropped it, and its class loader is open, as
   * of the last {@link #update}.
   */
  boolean isInUse() {
    return used && !closed && type.get() != null;
  }

  /**
   * Looks for a trace of its use.
   *
   * @param loaded all classes that are loaded
   */
  void update(Class<?>[] loaded) {
    Class<?> live = type.get();
    if (live == null) return;
    used = used || isUsed(live.getClassLoader(), loaded);
    closed = foundClassFile && !Webapp.isStopped(live.getClassLoader()) && !findsClassFile(live);
  }

  /**
   * Whether the class loader finds the file of its class. A container closes the class loader of an
   * undeployed application, which stays in memory until the JVM collects it, and has the series of
   * its successor.
   */
  private static boolean findsClassFile(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader == ClassLoader.getSystemClassLoader()) return true;
    try {
      return loader.getResource(type.getName().replace('.', '/') + ".class") != null;
    } catch (RuntimeException ofTheApplication) {
      return false;
    }
  }

  private boolean isUsed(ClassLoader loader, Class<?>[] loaded) {
    for (Class<?> each : loaded) {
      if (each.getClassLoader() == loader && isTrace(each)) {
        if (hasInstances(each) || isExtended(each, loaded)) return true;
      }
    }
    return false;
  }

  /** Asks few classes for their names, which the JVM would keep from then on. */
  private boolean isTrace(Class<?> each) {
    if (!each.isInterface() && each.getSuperclass() != Object.class) return false;
    for (String trace : library.traces) {
      if (trace.equals(each.getName())) return true;
    }
    return false;
  }

  private static boolean hasInstances(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers());
  }

  private static boolean isExtended(Class<?> type, Class<?>[] loaded) {
    for (Class<?> each : loaded) {
      if (hasInstances(each) && type.isAssignableFrom(each)) return true;
    }
    return false;
  }
}
