package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.util.Map;

/** Makes every logging framework of this JVM, loaded already or not, show the task's identity. */
public final class MdcInstrumentation {
  private MdcInstrumentation() {}

  /**
   * Weaves the values into the frameworks that are loaded, and from now on into each that will be.
   * Never throws: a framework that cannot be woven is left as it was.
   *
   * <p>A transformer that can weave loaded classes anew has the JVM copy every class of the
   * application once more, so there is one only where a framework was loaded before.
   *
   * @param values MDC keys and what they read, not empty; constants for the life of the JVM
   */
  public static void install(Instrumentation instrumentation, Map<String, String> values) {
    try {
      MdcTransformer transformer = new MdcTransformer(instrumentation, values);
      instrumentation.addTransformer(transformer, false);
      if (!hasMissed(instrumentation, transformer)) return;
      instrumentation.removeTransformer(transformer);
      instrumentation.addTransformer(transformer, true);
      retransformMissed(instrumentation, transformer);
    } catch (Throwable failure) {
      AgentLog.problem(
          "mdc", "log lines do not carry the task (" + failure + "); metrics are not affected");
      AgentLog.debug(failure);
    }
  }

  private static boolean hasMissed(Instrumentation instrumentation, MdcTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (transformer.hasMissed(loaded)) return true;
    }
    return false;
  }

  private static void retransformMissed(
      Instrumentation instrumentation, MdcTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (!transformer.hasMissed(loaded)) continue;
      try {
        instrumentation.retransformClasses(loaded);
      } catch (Throwable failure) {
        transformer.leftAlone(
            loaded.getName(), loaded, loaded.getProtectionDomain(), failure.toString());
        AgentLog.debug(failure);
      }
    }
  }
}
