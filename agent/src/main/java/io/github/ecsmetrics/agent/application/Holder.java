package io.github.ecsmetrics.agent.application;

import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;

/**
 * A loaded class of the application that has a registry in a static field.
 *
 * <p>To read the field of a class that is loaded and not initialised would initialise it, in an
 * application that may never use it: Spring, for example, loads classes only to see whether they
 * are there. Java has no method that tells. So the class is left alone until another class is
 * loaded that only its use needs.
 */
final class Holder {
  private final WeakReference<Class<?>> type;

  /**
   * A class that the static initialiser creates an instance of; or one without instances of its
   * own, which everything that is registered extends.
   */
  private final String[] traces;

  private boolean inUse;

  Holder(Class<?> type, String... traces) {
    this.type = new WeakReference<Class<?>>(type);
    this.traces = traces;
  }

  /** Null if the application has dropped it. */
  Class<?> type() {
    return type.get();
  }

  boolean isInUse() {
    return inUse;
  }

  /** Looks for a trace of its use among all classes that are loaded. */
  void lookForUse(Class<?>[] loaded) {
    Class<?> live = type.get();
    if (inUse || live == null) return;
    for (Class<?> each : loaded) {
      if (each.getClassLoader() == live.getClassLoader() && isTrace(each)) {
        inUse |= hasInstances(each) || isExtended(each, loaded);
      }
    }
  }

  /** Asks few classes for their names, which the JVM would keep from then on. */
  private boolean isTrace(Class<?> each) {
    if (!each.isInterface() && each.getSuperclass() != Object.class) return false;
    for (String trace : traces) {
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
