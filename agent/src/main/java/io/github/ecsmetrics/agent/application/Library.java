package io.github.ecsmetrics.agent.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A metrics library of an application, and the way to its registries.
 *
 * <p>Below each of Micrometer's registries is one of client_java or simpleclient with all of its
 * metrics. So three libraries have two kinds of registries to read.
 */
enum Library {
  MICROMETER(
      "Micrometer's registry",
      MicrometerRegistries.HOLDER,
      "globalRegistry",
      MicrometerRegistries.TRACE),
  CLIENT_JAVA(
      "client_java's default registry",
      ClientJavaSource.REGISTRY,
      "defaultRegistry",
      ClientJavaSource.COLLECTOR,
      ClientJavaSource.MULTI_COLLECTOR),
  SIMPLECLIENT(
      "simpleclient's default registry",
      SimpleClientSource.REGISTRY,
      "defaultRegistry",
      SimpleClientSource.COLLECTOR);

  /** A public class that extends only {@code Object}; {@code a.b.C}. */
  final String holder;

  /**
   * Classes of which one is loaded if the library is used: one that the static initialiser of the
   * holder creates an instance of; or one without instances of its own, which everything that is
   * registered extends.
   */
  final String[] traces;

  private final String name;
  private final String field;

  Library(String name, String holder, String field, String... traces) {
    this.name = name;
    this.holder = holder;
    this.field = field;
    this.traces = traces;
  }

  /** The registries that a class with the name of the holder leads to. */
  List<RegistrySource> sources(Class<?> holder) throws Exception {
    Object registry = holder.getField(field).get(null);
    if (this != MICROMETER) {
      return Collections.singletonList(RegistrySource.of(name, registry, holder.getClassLoader()));
    }
    List<RegistrySource> sources = new ArrayList<>();
    for (Object each : MicrometerRegistries.in(registry)) {
      Class<?> type = MicrometerRegistries.type(each);
      Object below = type.getMethod("getPrometheusRegistry").invoke(each);
      sources.add(RegistrySource.of(name, below, type.getClassLoader()));
    }
    return sources;
  }
}
