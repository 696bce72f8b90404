package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Picks the framework classes out of everything that loads, at the price of one hash lookup each;
 * ASM and all that weaves is loaded when the first of them comes.
 */
final class MdcTransformer implements ClassFileTransformer {
  /** By the names of their classes, both as the JVM spells them and as Java does. */
  private final Map<String, Target> targets = new HashMap<>();

  /** What loaded with this transformer on watch, as long as it is asked what did not. */
  private volatile Set<String> seenLoading = ConcurrentHashMap.newKeySet();

  private volatile Set<Class<?>> missed = Collections.emptySet();
  private final Instrumentation instrumentation;
  private final Map<String, String> values;
  private Weaver weaver;

  MdcTransformer(Instrumentation instrumentation, Map<String, String> values) {
    this.instrumentation = instrumentation;
    this.values = values;
    for (Target target : Target.TABLE) {
      targets.put(target.className, target);
      targets.put(target.className.replace('/', '.'), target);
    }
  }

  /**
   * Those that began to load before the transformer was there and that no call has returned yet.
   * Such a class comes late if another agent was still at work on it.
   */
  Set<Class<?>> missed(Class<?>[] allLoaded) {
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> loaded : allLoaded) {
      Target target = targets.get(loaded.getName());
      if (target == null || missed.contains(loaded)) continue;
      if (!seenLoading.contains(key(target.className, loaded.getClassLoader()))) found.add(loaded);
    }
    if (found.isEmpty()) return found;
    Set<Class<?>> all = weak(missed);
    all.addAll(found);
    missed = all;
    return weak(found);
  }

  /** Nobody will ask for the missed ones again. */
  void stopWatching() {
    seenLoading = null;
  }

  /** One that keeps no class of a web application that is undeployed. */
  private static Set<Class<?>> weak(Set<Class<?>> classes) {
    Set<Class<?>> weak = Collections.newSetFromMap(new WeakHashMap<Class<?>, Boolean>());
    weak.addAll(classes);
    return Collections.synchronizedSet(weak);
  }

  private static String key(String className, ClassLoader loader) {
    return className + '@' + System.identityHashCode(loader);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (!targets.containsKey(className)) return null;
    if (redefined != null && missed.contains(redefined)) return null;
    Set<String> seen = seenLoading;
    if (seen != null) seen.add(key(className, loader));
    return weave(loader, className, redefined, domain, classFile);
  }

  /** The woven class file, or null for one that is left as it is. */
  byte[] weave(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    AgentJar.check();
    Target target = targets.get(className);
    try {
      byte[] woven = weaver().weave(target, loader, domain, classFile);
      AgentLog.debug((woven == null ? "not concerned: " : "woven: ") + className);
      return woven;
    } catch (Throwable failure) {
      leftAlone(className, redefined, domain, failure.getMessage());
      AgentLog.debug(failure);
      return null;
    }
  }

  /** Says once per class and version that its log lines will not carry the task. */
  void leftAlone(String className, Class<?> loaded, ProtectionDomain domain, String reason) {
    Target target = targets.get(className.replace('.', '/'));
    AgentLog.problem(
        "mdc " + className + Origin.of(loaded, domain),
        target.framework
            + Origin.of(loaded, domain)
            + " is not as expected and left alone, its log lines may lack the task: "
            + className.replace('/', '.')
            + ": "
            + reason
            + "; metrics and other logging frameworks are not affected");
  }

  private synchronized Weaver weaver() {
    if (weaver == null) weaver = new Weaver(new HelperClasses(instrumentation, values));
    return weaver;
  }
}
