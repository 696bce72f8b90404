package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

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
      instrumentation.addTransformer(transformer, false);
      Set<Class<?>> missed = transformer.missed(instrumentation.getAllLoadedClasses());
      if (!missed.isEmpty()) new MissedClasses(missed, transformer).weave(instrumentation);
    } catch (Throwable failure) {
      AgentLog.problem(
          "mdc", "log lines do not carry the task (" + failure + "); metrics are not affected");
      AgentLog.debug(failure);
    }
  }
}
