package io.github.ecsmetrics.agent.application;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Finds the registries of the application: Micrometer's for Prometheus, if they are in its global
 * registry, and the default registries of client_java and simpleclient, in every class loader.
 *
 * <p>A registry that is found twice is read once. One thread at a time may use it.
 */
final class RegistryFinder {
  private final LoadedHolders holders;

  /** The one that was found first is the first. */
  private final List<RegistrySource> known = new ArrayList<>();

  RegistryFinder(Instrumentation instrumentation) {
    holders = new LoadedHolders(instrumentation);
  }

  /**
   * Whether {@link #find} would find nothing, and need not look. Calls no code of the application.
   *
   * @param now in nanoseconds, never less than in a call before
   */
  boolean hasNothing(long now) {
    return holders.hasNothing(now);
  }

  /**
   * Finds the registries that are there now. Calls code of the application, which may throw
   * anything or never return.
   *
   * <p>They are in the order in which they were found. So the first keeps a series that two of them
   * have, and a counter does not fall if another application with this series is deployed.
   *
   * @param now in nanoseconds, never less than in a call before
   */
  FoundRegistries find(long now) {
    FoundRegistries found = new FoundRegistries();
    List<RegistrySource> current = new ArrayList<>();
    List<Holder> inUse = holders.inUse(now);
    for (Library library : Library.values()) {
      for (Holder holder : inUse) {
        if (holder.library == library) addFrom(holder, current, found);
      }
    }
    for (Iterator<RegistrySource> all = known.iterator(); all.hasNext(); ) {
      RegistrySource each = all.next();
      if (each.isGone()) all.remove();
      else if (current.contains(each)) found.sources.add(each);
    }
    return found;
  }

  private void addFrom(Holder holder, List<RegistrySource> current, FoundRegistries found) {
    Class<?> type = holder.type();
    if (type == null) return;
    try {
      for (RegistrySource each : holder.library.sources(type)) current.add(known(each));
    } catch (Throwable failure) {
      String place = type.getName() + RegistrySource.place(type.getClassLoader());
      found.failures.put(place, SourceFailure.of(failure));
    }
  }

  /** The same object for the same registry. */
  private RegistrySource known(RegistrySource source) {
    for (RegistrySource each : known) {
      if (each.readsSameAs(source)) return each;
    }
    known.add(source);
    return source;
  }
}
