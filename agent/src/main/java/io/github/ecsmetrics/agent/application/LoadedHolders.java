package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.jdk.JdkModule;
import java.lang.instrument.Instrumentation;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final String[][] names;
  private final List<Holder> found = new ArrayList<>();
  private long searchedOf = -1;

  /**
   * @param names of public classes that extend only {@code Object}, each followed by the traces of
   *     its use, see {@link Holder}; {@code a.b.C} each
   */
  LoadedHolders(Instrumentation instrumentation, String[][] names) {
    this.instrumentation = instrumentation;
    this.names = names;
  }

  /** The classes that are in use, in the order in which they were found. */
  List<Class<?>> inUse() {
    long loaded = loadedClasses();
    if (loaded < 0 || loaded != searchedOf) {
      search(instrumentation.getAllLoadedClasses());
      searchedOf = loaded;
    }
    List<Class<?>> inUse = new ArrayList<>();
    for (Iterator<Holder> all = found.iterator(); all.hasNext(); ) {
      Holder holder = all.next();
      Class<?> type = holder.type();
      if (type == null) all.remove();
      else if (holder.isInUse() && !Webapp.isStopped(type.getClassLoader())) inUse.add(type);
    }
    return inUse;
  }

  /** From the end: HotSpot lists the class loader first that was made last. */
  private void search(Class<?>[] loaded) {
    for (int i = loaded.length - 1; i >= 0; i--) {
      Class<?> each = loaded[i];
      String[] name = mayHold(each) ? name(each) : null;
      if (name != null && !isFound(each)) {
        found.add(new Holder(each, Arrays.copyOfRange(name, 1, name.length)));
      }
    }
    for (Holder holder : found) holder.lookForUse(loaded);
  }

  /** The row of the table; null if there is none. */
  private String[] name(Class<?> loaded) {
    for (String[] name : names) {
      if (name[0].equals(loaded.getName())) return name;
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
