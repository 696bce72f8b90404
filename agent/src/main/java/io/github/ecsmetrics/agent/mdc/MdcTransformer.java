package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.Map;

/**
 * Weaves the task's fields into every logging framework of this JVM, loaded already or not.
 *
 * <p>Each class that loads costs one hash lookup. ASM and the classes that weave are loaded with
 * the first class of a framework.
 */
public final class MdcTransformer implements ClassFileTransformer {
  /** Each under both forms of its class name, {@code org/slf4j/MDC} and {@code org.slf4j.MDC}. */
  private final Map<String, Target> targets = new HashMap<>();

  private final Instrumentation instrumentation;
  private final Map<String, String> values;
  private final MissedClasses missed = new MissedClasses(this);
  private HelperClasses helpers;

  MdcTransformer(Instrumentation instrumentation, Map<String, String> values) {
    this.instrumentation = instrumentation;
    this.values = values;
    for (Target target : Target.TABLE) {
      targets.put(target.className, target);
      targets.put(target.className.replace('/', '.'), target);
    }
  }

  /**
   * Weaves the frameworks that are loaded, and from now on each one that loads. Never throws: a
   * framework that cannot be woven stays as it was.
   *
   * @param values MDC keys and their values, not empty; constant for the life of the JVM
   */
  public static MdcTransformer install(
      Instrumentation instrumentation, Map<String, String> values) {
    MdcTransformer transformer = new MdcTransformer(instrumentation, values);
    try {
      instrumentation.addTransformer(transformer, false);
      transformer.missed.weave(instrumentation);
    } catch (Throwable failure) {
      reportFailure(failure);
    }
    return transformer;
  }

  /**
   * Weaves the classes that have loaded since without passing through {@link #transform}: another
   * agent was still transforming them when this one was installed. Never throws.
   *
   * @return whether to call again, because more such classes may come
   */
  public boolean weaveMissed() {
    try {
      missed.weave(instrumentation);
    } catch (Throwable failure) {
      reportFailure(failure);
    }
    return missed.mayGrow();
  }

  /** Frees the memory that {@link #weaveMissed} needs, which is not called any more. */
  public void stopWatching() {
    missed.stopWatching();
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
    missed.markSeen(className, loader);
    return weave(loader, className, redefined, domain, classFile);
  }

  /** Returns the woven class file, or null if the class stays as it is. Never throws. */
  byte[] weave(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    AgentJar.check();
    Target target = targets.get(className);
    try {
      byte[] woven = ClassWeaver.weave(target, classFile);
      if (woven != null) helpers().define(target, loader, domain);
      AgentLog.debug((woven == null ? "not woven: " : "woven: ") + className);
      return woven;
    } catch (Throwable failure) {
      reportNotWoven(target, redefined, domain, failure);
      return null;
    }
  }

  /** Returns null if no framework has a class of that name, in either form. */
  Target target(String className) {
    return targets.get(className);
  }

  /** Reports once per class and version that its log lines may lack the task's fields. */
  void reportNotWoven(Target target, Class<?> loaded, ProtectionDomain domain, Throwable failure) {
    String version = FrameworkVersion.of(loaded, domain);
    boolean unexpected = failure instanceof UnexpectedClassException;
    AgentLog.problem(
        "mdc " + target.className + version,
        target.framework
            + version
            + (unexpected
                ? " has an unexpected structure and was not instrumented"
                : " could not be instrumented")
            + "; its log lines may lack the task fields ("
            + target.className.replace('/', '.')
            + ": "
            + (unexpected ? failure.getMessage() : failure)
            + "); metrics and other logging frameworks are not affected");
    AgentLog.debug(failure);
  }

  private static void reportFailure(Throwable failure) {
    AgentLog.problem(
        "mdc", "log lines lack the task fields (" + failure + "); metrics are not affected");
    AgentLog.debug(failure);
  }

  private synchronized HelperClasses helpers() {
    if (helpers == null) helpers = new HelperClasses(instrumentation, values);
    return helpers;
  }
}
