package io.github.ecsmetrics.agent.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The {@code PrometheusMeterRegistry} objects of Micrometer that are in its global registry,
 * directly or in composites.
 */
final class MicrometerRegistries {
  /** The class with the global registry in a static field. */
  static final String HOLDER = "io.micrometer.core.instrument.Metrics";

  /** The static initialiser of {@link #HOLDER} creates one, from Micrometer 1.1 to 1.17. */
  static final String TRACE = "io.micrometer.core.instrument.Metrics$More";

  private static final String COMPOSITE =
      "io.micrometer.core.instrument.composite.CompositeMeterRegistry";

  /** On client_java, since Micrometer 1.13. */
  private static final String PROMETHEUS =
      "io.micrometer.prometheusmetrics.PrometheusMeterRegistry";

  /** On simpleclient. */
  private static final String OLD_PROMETHEUS = "io.micrometer.prometheus.PrometheusMeterRegistry";

  private static final int ATTEMPTS = 10;

  private final Set<Object> seen =
      Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
  private final List<Object> found = new ArrayList<>();

  private MicrometerRegistries() {}

  static List<Object> in(Object globalRegistry) throws Exception {
    MicrometerRegistries registries = new MicrometerRegistries();
    registries.visit(globalRegistry);
    return registries.found;
  }

  /**
   * The class of Micrometer by which a registry of {@link #in} is one for Prometheus. Its method
   * {@code getPrometheusRegistry} returns the registry below, which has all of the metrics.
   */
  static Class<?> type(Object registry) {
    Class<?> type = Supertype.named(PROMETHEUS, registry);
    return type == null ? Supertype.named(OLD_PROMETHEUS, registry) : type;
  }

  private void visit(Object registry) throws Exception {
    if (!seen.add(registry)) return;
    if (type(registry) != null) {
      found.add(registry);
      return;
    }
    Class<?> composite = Supertype.named(COMPOSITE, registry);
    if (composite == null) return;
    Object parts = composite.getMethod("getRegistries").invoke(registry);
    for (Object part : copy((Collection<?>) parts)) visit(part);
  }

  /** The set belongs to the application, which may change it meanwhile. */
  private static Object[] copy(Collection<?> registries) {
    for (int attempt = 1; ; attempt++) {
      try {
        return registries.toArray();
      } catch (ConcurrentModificationException changing) {
        if (attempt == ATTEMPTS) throw changing;
      }
    }
  }
}
