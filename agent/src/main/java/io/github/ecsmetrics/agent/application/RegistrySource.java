package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.OutputStream;
import java.lang.ref.WeakReference;

/**
 * A registry in this JVM, read through the application's own library.
 *
 * <p>Nothing of the application is kept: neither the registry, nor its classes, nor their methods.
 * So an undeployed web application can go. To look methods up again takes microseconds.
 */
abstract class RegistrySource implements MetricsSource {
  private final WeakReference<Object> registry;
  private final WeakReference<ClassLoader> loader;
  private final String name;

  /**
   * @param loader sees the library
   */
  RegistrySource(String name, Object registry, ClassLoader loader) {
    this.name = name;
    this.registry = new WeakReference<>(registry);
    this.loader = new WeakReference<>(loader);
  }

  /**
   * @param registry of client_java or simpleclient
   * @param loader sees the library
   */
  static RegistrySource of(String name, Object registry, ClassLoader loader) {
    String unique = name + place(loader);
    return Supertype.named(ClientJavaSource.REGISTRY, registry) != null
        ? new ClientJavaSource(unique, registry, loader)
        : new SimpleClientSource(unique, registry, loader);
  }

  /** Not the loader's own text, which is code of the application. */
  static String place(ClassLoader loader) {
    if (loader == ClassLoader.getSystemClassLoader()) return "";
    String id = Integer.toHexString(System.identityHashCode(loader));
    return " in " + loader.getClass().getName() + '@' + id;
  }

  final boolean readsSameAs(RegistrySource other) {
    return registry.get() == other.registry.get();
  }

  /** Whether the application has dropped it. */
  final boolean isGone() {
    return registry.get() == null;
  }

  @Override
  public final TextFormat write(TextFormat wanted, OutputStream out) throws Exception {
    Object live = registry.get();
    ClassLoader library = loader.get();
    if (live == null || library == null) return wanted;
    Thread.currentThread().setContextClassLoader(library);
    return write(live, library, wanted, out);
  }

  /**
   * Writes the metrics of the registry, nothing if it has none.
   *
   * @return the format that was written
   */
  abstract TextFormat write(
      Object registry, ClassLoader library, TextFormat wanted, OutputStream out) throws Exception;

  @Override
  public final String toString() {
    return name;
  }
}
