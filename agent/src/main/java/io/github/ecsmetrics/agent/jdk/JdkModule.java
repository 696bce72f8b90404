package io.github.ecsmetrics.agent.jdk;

import io.github.ecsmetrics.agent.log.AgentLog;

/**
 * A module of the JDK, which may be missing: a runtime image or a modular application has only the
 * modules that it requires.
 */
public final class JdkModule {
  private JdkModule() {}

  /**
   * Whether the module is missing; if so, logs it once.
   *
   * @param className a class of the module; it is not initialised
   * @param loss what does not work without the module, for example {@code "jvm_* are not served"}
   */
  public static boolean isMissing(String module, String className, String loss) {
    if (has(className)) return false;
    AgentLog.problem(
        module,
        "module "
            + module
            + " is missing, so "
            + loss
            + "; everything else works. Add it with --add-modules "
            + module
            + " (java or jlink)");
    return true;
  }

  /** Whether this JVM has the class, which is not initialised. */
  public static boolean has(String className) {
    try {
      Class.forName(className, false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
