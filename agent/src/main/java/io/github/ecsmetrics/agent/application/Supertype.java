package io.github.ecsmetrics.agent.application;

/** A class of a library that an object is an instance of, in the object's own class loader. */
final class Supertype {
  private Supertype() {}

  /**
   * The public class through which methods of the object are called; its own class may not be
   * public.
   *
   * @param name {@code a.b.C}
   * @return null if the object is no instance of such a class
   */
  static Class<?> named(String name, Object object) {
    Class<?> type = object.getClass();
    while (type != null && !type.getName().equals(name)) type = type.getSuperclass();
    return type;
  }
}
