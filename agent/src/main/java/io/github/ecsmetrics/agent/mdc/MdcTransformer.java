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
  private final Map<String, Target> targets = new HashMap<>();
  private final Set<String> seenLoading = ConcurrentHashMap.newKeySet();
  private volatile Set<Class<?>> missed;
  private final Instrumentation instrumentation;
  private final Map<String, String> values;
  private Weaver weaver;

  MdcTransformer(Instrumentation instrumentation, Map<String, String> values) {
    this.instrumentation = instrumentation;
    this.values = values;
    for (Target target : Target.TABLE) targets.put(target.className, target);
  }

  /** Those that were loaded before the transformer was there; to be asked once. */
  Set<Class<?>> missed(Class<?>[] allLoaded) {
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> loaded : allLoaded) {
      String className = loaded.getName().replace('.', '/');
      if (!targets.containsKey(className)) continue;
      if (!seenLoading.contains(key(className, loaded.getClassLoader()))) found.add(loaded);
    }
    missed = found.isEmpty() ? Collections.<Class<?>>emptySet() : weak(found);
    return missed;
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
    Set<Class<?>> others = missed;
    if (others == null) seenLoading.add(key(className, loader));
    else if (redefined != null && others.contains(redefined)) return null;
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
