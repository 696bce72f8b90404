package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.jdk.JdkModule;
import java.lang.instrument.Instrumentation;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The classes of all class loaders that have a registry of a {@link Library} in a static field.
 * They are held weakly, and neither loaded nor initialised.
 *
 * <p>All loaded classes are searched, and again only after the JVM has loaded more: in the first
 * five minutes at the next look, so that what the application starts with is found at once; later
 * not before a minute has passed, because a busy JVM always loads some class. Not {@code
 * ClassLoader.findLoadedClass}: on HotSpot it loads a class that is in a CDS archive. Not every
 * class is asked for its name, which the JVM would keep from then on.
 */
final class LoadedHolders {
  /** 5 minutes, from the first search on. */
  static final long EAGER_NANOS = 300_000_000_000L;

  /** 1 minute between two searches after that. */
  static final long PAUSE_NANOS = 60_000_000_000L;

  private static final boolean COUNTS = JdkModule.has("java.lang.management.ManagementFactory");

  private final Instrumentation instrumentation;
  private final List<Holder> found = new ArrayList<>();
  private boolean searched;
  private long firstSearch;
  private long lastSearch;
  private long searchedOf;

  LoadedHolders(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * Whether {@link #inUse} would be empty, without a look at the application.
   *
   * @param now in nanoseconds, never less than in a call before
   */
  boolean hasNothing(long now) {
    for (Holder holder : found) {
      if (holder.isInUse()) return false;
    }
    return !isSearchDue(now);
  }

  /**
   * The classes that are in use, in the order in which they were found.
   *
   * @param now in nanoseconds, never less than in a call before
   */
  List<Holder> inUse(long now) {
    if (isSearchDue(now)) {
      if (!searched) firstSearch = now;
      searchedOf = loadedClasses();
      search(instrumentation.getAllLoadedClasses());
      lastSearch = now;
      searched = true;
    }
    List<Holder> inUse = new ArrayList<>();
    for (Holder holder : found) {
      Class<?> type = holder.type();
      if (type == null || !holder.isInUse()) continue;
      if (!Webapp.isStopped(type.getClassLoader())) inUse.add(holder);
    }
    return inUse;
  }

  private boolean isSearchDue(long now) {
    if (!searched) return true;
    if (now - firstSearch >= EAGER_NANOS && now - lastSearch < PAUSE_NANOS) return false;
    long loaded = loadedClasses();
    return loaded < 0 || loaded != searchedOf;
  }

  /** From the end: HotSpot lists the class loader first that was made last. */
  private void search(Class<?>[] loaded) {
    for (Iterator<Holder> all = found.iterator(); all.hasNext(); ) {
      if (all.next().type() == null) all.remove();
    }
    for (int i = loaded.length - 1; i >= 0; i--) {
      Class<?> each = loaded[i];
      Library library = mayHold(each) ? library(each) : null;
      if (library != null && !isFound(each)) found.add(new Holder(each, library));
    }
    for (Holder holder : found) holder.update(loaded);
  }

  /** Null if the class is of none. */
  private static Library library(Class<?> loaded) {
    for (Library library : Library.values()) {
      if (library.holder.equals(loaded.getName())) return library;
    }
    return null;
  }

  /** True for about one in five classes of an application with Spring. */
  private static boolean mayHold(Class<?> loaded) {
    int modifiers = loaded.getModifiers();
    return Modifier.isPublic(modifiers)
        && !Modifier.isAbstract(modifiers)
        && loaded.getSuperclass() == Object.class
        && loaded.getClassLoader() != null;
  }

  private boolean isFound(Class<?> loaded) {
    for (Holder each : found) {
      if (each.type() == loaded) return true;
    }
    return false;
  }

  /** Since the JVM began; negative if a module of the JDK is missing and nobody counts. */
  private static long loadedClasses() {
    return COUNTS ? Counter.BEAN.getTotalLoadedClassCount() : -1;
  }

  /** Loaded only with the module. To get the bean takes 800 bytes each time. */
  private static final class Counter {
    static final ClassLoadingMXBean BEAN = ManagementFactory.getClassLoadingMXBean();
  }
}
