package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Set;

/**
 * Weaves what was loaded before {@link MdcTransformer} was there, and nothing else.
 *
 * <p>A transformer of its own: one that can weave loaded classes anew has the JVM copy each class
 * that loads from then on once more, 12 us and its bytes, so there is one only where it has to be.
 */
final class MissedClasses implements ClassFileTransformer {
  private final Set<Class<?>> missed;
  private final MdcTransformer transformer;

  MissedClasses(Set<Class<?>> missed, MdcTransformer transformer) {
    this.missed = missed;
    this.transformer = transformer;
  }

  void weave(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    for (Class<?> loaded : missed.toArray(new Class<?>[0])) {
      try {
        instrumentation.retransformClasses(loaded);
      } catch (Throwable failure) {
        transformer.leftAlone(
            loaded.getName(), loaded, loaded.getProtectionDomain(), failure.toString());
        AgentLog.debug(failure);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (redefined == null || !missed.contains(redefined)) return null;
    return transformer.weave(loader, className, redefined, domain, classFile);
  }
}
