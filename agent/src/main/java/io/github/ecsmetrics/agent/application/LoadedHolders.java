package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.classes.ClassInitialization;
import io.github.ecsmetrics.agent.jdk.JdkModule;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Classes of some names in all class loaders of the application. They are held weakly, and neither
 * loaded nor initialised.
 *
 * <p>All loaded classes are searched, and again only after the JVM has loaded more. Not {@code
 * ClassLoader.findLoadedClass}: on HotSpot it loads a class that is in a CDS archive. Not every
 * class is asked for its name, which the JVM would keep from then on.
 */
final class LoadedHolders {
  private static final boolean COUNTS = JdkModule.has("java.lang.management.ManagementFactory");

  private final Instrumentation instrumentation;
  private final ClassInitialization initialization;
  private final Collection<String> names;
  private final List<WeakReference<Class<?>>> found = new ArrayList<>();
  private long searchedOf = -1;

  /**
   * @param names {@code a.b.C} each, of public classes that extend only {@code Object}
   */
  LoadedHolders(Instrumentation instrumentation, Collection<String> names) {
    this.instrumentation = instrumentation;
    this.names = names;
    initialization = new ClassInitialization(instrumentation);
  }

  /** The classes that are initialised by now, in the order in which they were found. */
  List<Class<?>> initialized() throws Exception {
    long loaded = loadedClasses();
    if (loaded < 0 || loaded != searchedOf) {
      search();
      searchedOf = loaded;
    }
    List<Class<?>> initialized = new ArrayList<>();
    for (Iterator<WeakReference<Class<?>>> all = found.iterator(); all.hasNext(); ) {
      Class<?> holder = all.next().get();
      if (holder == null) all.remove();
      else if (initialization.isOver(holder)) initialized.add(holder);
    }
    return initialized;
  }

  private void search() {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (mayHold(loaded) && names.contains(loaded.getName()) && !isFound(loaded)) {
        found.add(new WeakReference<Class<?>>(loaded));
      }
    }
  }

  /** True for about one in ten classes. */
  private static boolean mayHold(Class<?> loaded) {
    int modifiers = loaded.getModifiers();
    return Modifier.isPublic(modifiers)
        && !Modifier.isAbstract(modifiers)
        && loaded.getSuperclass() == Object.class
        && loaded.getClassLoader() != null;
  }

  private boolean isFound(Class<?> loaded) {
    for (WeakReference<Class<?>> each : found) {
      if (each.get() == loaded) return true;
    }
    return false;
  }

  /** Since the JVM began; negative if a module of the JDK is missing and nobody counts. */
  private static long loadedClasses() {
    return COUNTS ? ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() : -1;
  }
}
