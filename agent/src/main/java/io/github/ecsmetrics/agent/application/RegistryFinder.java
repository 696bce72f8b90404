package io.github.ecsmetrics.agent.application;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the registries of the application: Micrometer's for Prometheus, if they are in its global
 * registry, and the default registries of client_java and simpleclient, in every class loader.
 *
 * <p>Below each of Micrometer's is one of client_java or simpleclient with all of its metrics. So
 * there are two kinds to read, and a registry that is found twice is read once.
 */
final class RegistryFinder {
  private static final String[][] HOLDERS = {
    {MicrometerRegistries.HOLDER, MicrometerRegistries.TRACE},
    {ClientJavaSource.REGISTRY, ClientJavaSource.COLLECTOR, ClientJavaSource.MULTI_COLLECTOR},
    {SimpleClientSource.REGISTRY, SimpleClientSource.COLLECTOR},
  };

  private final LoadedHolders holders;

  /** In the order in which they were found. */
  private final List<RegistrySource> known = new ArrayList<>();

  RegistryFinder(Instrumentation instrumentation) {
    holders = new LoadedHolders(instrumentation, HOLDERS);
  }

  /**
   * The registries that are there now, always in the same order. What could not be looked at is a
   * source that fails. Never throws.
   *
   * <p>The one that was found last comes first, and keeps a series that two of them have: an
   * undeployed web application may stay in memory for hours, and has the series of its successor.
   */
  synchronized List<MetricsSource> find() {
    List<RegistrySource> current = new ArrayList<>();
    List<MetricsSource> failed = new ArrayList<>();
    try {
      List<Class<?>> inUse = holders.inUse();
      for (String[] name : HOLDERS) {
        for (Class<?> holder : inUse) {
          if (holder.getName().equals(name[0])) addFrom(holder, current, failed);
        }
      }
    } catch (Throwable failure) {
      failed.add(new FailedSource("the registries in this JVM", failure));
    }
    known.retainAll(current);
    List<MetricsSource> sources = new ArrayList<MetricsSource>(known);
    Collections.reverse(sources);
    sources.addAll(failed);
    return sources;
  }

  private void addFrom(Class<?> holder, List<RegistrySource> current, List<MetricsSource> failed) {
    try {
      if (holder.getName().equals(MicrometerRegistries.HOLDER)) {
        Object global = holder.getField("globalRegistry").get(null);
        for (Object registry : MicrometerRegistries.in(global)) {
          Class<?> type = MicrometerRegistries.type(registry);
          Object below = type.getMethod("getPrometheusRegistry").invoke(registry);
          current.add(sourceOf(below, "Micrometer's registry", type.getClassLoader()));
        }
        return;
      }
      Object registry = holder.getField("defaultRegistry").get(null);
      current.add(
          sourceOf(registry, library(holder) + "'s default registry", holder.getClassLoader()));
    } catch (Throwable failure) {
      failed.add(new FailedSource(holder.getName(), failure));
    }
  }

  private static String library(Class<?> holder) {
    return holder.getName().equals(ClientJavaSource.REGISTRY) ? "client_java" : "simpleclient";
  }

  private RegistrySource sourceOf(Object registry, String name, ClassLoader library) {
    for (RegistrySource each : known) {
      if (each.reads(registry)) return each;
    }
    String unique = name + place(library);
    RegistrySource source =
        Supertype.named(ClientJavaSource.REGISTRY, registry) != null
            ? new ClientJavaSource(unique, registry, library)
            : new SimpleClientSource(unique, registry, library);
    known.add(source);
    return source;
  }

  /** Not the loader's own text, which is code of the application. */
  private static String place(ClassLoader library) {
    if (library == ClassLoader.getSystemClassLoader()) return "";
    String id = Integer.toHexString(System.identityHashCode(library));
    return " in " + library.getClass().getName() + '@' + id;
  }
}
