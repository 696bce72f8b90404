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

  final boolean reads(Object other) {
    return registry.get() == other;
  }

  @Override
  public final TextFormat write(TextFormat wanted, long end, OutputStream out) throws Exception {
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
