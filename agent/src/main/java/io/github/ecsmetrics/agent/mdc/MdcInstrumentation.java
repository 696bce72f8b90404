package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/** Makes every logging framework of this JVM, loaded already or not, show the task's identity. */
public final class MdcInstrumentation {
  /** The longest that another agent is taken to be at work on one class, in milliseconds. */
  private static final long WATCHED_MILLIS = 60_000;

  private final Instrumentation instrumentation;
  private final MdcTransformer transformer;
  private final long installed = millis();

  private MdcInstrumentation(Instrumentation instrumentation, Map<String, String> values) {
    this.instrumentation = instrumentation;
    this.transformer = new MdcTransformer(instrumentation, values);
  }

  /**
   * Weaves the values into the frameworks that are loaded, and from now on into each that will be.
   * Never throws: a framework that cannot be woven is left as it was.
   *
   * @param values MDC keys and what they read, not empty; constants for the life of the JVM
   */
  public static MdcInstrumentation install(
      Instrumentation instrumentation, Map<String, String> values) {
    MdcInstrumentation mdc = new MdcInstrumentation(instrumentation, values);
    try {
      instrumentation.addTransformer(mdc.transformer, false);
      mdc.weaveMissed();
    } catch (Throwable failure) {
      mdc.failed(failure);
    }
    return mdc;
  }

  /**
   * Weaves what has loaded since without being seen: it was in the hands of another agent while
   * ours was installed, and the JVM asks only those who were there when a class began to load.
   * Never throws.
   *
   * @return whether there may be more of it
   */
  public boolean lookAgain() {
    try {
      weaveMissed();
    } catch (Throwable failure) {
      failed(failure);
    }
    return millis() - installed < WATCHED_MILLIS;
  }

  /** Nothing can have been missed, or no more. */
  public void lookNoMore() {
    transformer.stopWatching();
  }

  private void weaveMissed() {
    Set<Class<?>> missed = transformer.missed(instrumentation.getAllLoadedClasses());
    if (!missed.isEmpty()) new MissedClasses(missed, transformer).weave(instrumentation);
  }

  private void failed(Throwable failure) {
    AgentLog.problem(
        "mdc", "log lines do not carry the task (" + failure + "); metrics are not affected");
    AgentLog.debug(failure);
  }

  private static long millis() {
    return System.nanoTime() / 1_000_000;
  }
}
