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
   * @param values MDC keys and what they read, not empty; constants for the life of the JVM
   */
  public static void install(Instrumentation instrumentation, Map<String, String> values) {
    try {
      MdcTransformer transformer = new MdcTransformer(instrumentation, values);
      instrumentation.addTransformer(transformer, true);
      retransformLoaded(instrumentation, transformer);
    } catch (Throwable failure) {
      AgentLog.problem(
          "mdc", "log lines do not carry the task (" + failure + "); metrics are not affected");
      AgentLog.debug(failure);
    }
  }

  /** A class that loads meanwhile may come twice: weaving starts from its original bytes again. */
  private static void retransformLoaded(
      Instrumentation instrumentation, MdcTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (!transformer.matches(loaded.getName().replace('.', '/'))) continue;
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
