package io.github.ecsmetrics.agent.mdc;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Weaves the framework classes that {@link MdcTransformer} did not see load: they were loaded
 * before it was installed, or another agent was still transforming them. The JVM asks only the
 * transformers that were installed when a class began to load.
 *
 * <p>A second transformer, because only a retransformation-capable one can weave a loaded class,
 * and it makes the JVM keep a second copy of every class loaded afterwards (12 us and its bytes
 * each). So it is installed only if a class was missed.
 */
final class MissedClasses implements ClassFileTransformer {
  /** The longest that another agent is assumed to transform one class, in milliseconds. */
  private static final long WATCHED_MILLIS = 60_000;

  private final MdcTransformer transformer;
  private final long created = millis();

  /** Classes that were seen to load; null once the watch has ended. */
  private volatile Set<String> seen = ConcurrentHashMap.newKeySet();

  /**
   * Weak, so that the classes of an undeployed web application can go; empty if none was missed.
   */
  private volatile Set<Class<?>> missed = Collections.emptySet();

  private boolean installed;

  MissedClasses(MdcTransformer transformer) {
    this.transformer = transformer;
  }

  /** Records a class that {@link MdcTransformer} saw load, so that {@link #weave} skips it. */
  void markSeen(String className, ClassLoader loader) {
    Set<String> watched = seen;
    if (watched != null) watched.add(key(className, loader));
  }

  boolean contains(Class<?> loaded) {
    return missed.contains(loaded);
  }

  /** Whether {@link #weave} may find more. */
  boolean mayGrow() {
    return millis() - created < WATCHED_MILLIS;
  }

  void stopWatching() {
    seen = null;
  }

  /** Finds the classes missed since the last call and weaves them. */
  void weave(Instrumentation instrumentation) {
    List<Class<?>> found = find(instrumentation.getAllLoadedClasses());
    if (found.isEmpty()) return;
    install(instrumentation);
    missed.addAll(found);
    for (Class<?> loaded : found) {
      try {
        instrumentation.retransformClasses(loaded);
      } catch (Throwable failure) {
        Target target = transformer.target(loaded.getName());
        transformer.reportNotWoven(target, loaded, loaded.getProtectionDomain(), failure);
      }
    }
  }

  private List<Class<?>> find(Class<?>[] allLoaded) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> loaded : allLoaded) {
      Target target = transformer.target(loaded.getName());
      if (target == null || missed.contains(loaded)) continue;
      if (!seen.contains(key(target.className, loaded.getClassLoader()))) found.add(loaded);
    }
    return found;
  }

  private void install(Instrumentation instrumentation) {
    if (installed) return;
    installed = true;
    missed =
        Collections.synchronizedSet(
            Collections.newSetFromMap(new WeakHashMap<Class<?>, Boolean>()));
    instrumentation.addTransformer(this, true);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (redefined == null || !contains(redefined)) return null;
    return transformer.weave(loader, className, redefined, domain, classFile);
  }

  private static String key(String className, ClassLoader loader) {
    return className + '@' + System.identityHashCode(loader);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
