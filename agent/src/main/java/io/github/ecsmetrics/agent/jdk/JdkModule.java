package io.github.ecsmetrics.agent.jdk;

import io.github.ecsmetrics.agent.log.AgentLog;

/**
 * A module of the JDK that a run-time image, or a modular application that does not require it, is
 * without.
 */
public final class JdkModule {
  private JdkModule() {}

  /**
   * Whether this JVM is without the module; says so once if it is.
   *
   * @param className one of the module's classes, which is not initialised
   * @param loss what does not work without it, a whole clause
   */
  public static boolean isMissing(String module, String className, String loss) {
    if (has(className)) return false;
    AgentLog.problem(
        module,
        "this JVM is without the module "
            + module
            + ", so "
            + loss
            + "; everything else works; --add-modules "
            + module
            + " (of java, or of jlink for an image) brings it");
    return true;
  }

  /** Whether this JVM has that class, which is not initialised. */
  public static boolean has(String className) {
    try {
      Class.forName(className, false, ClassLoader.getSystemClassLoader());
      return true;
    } catch (ClassNotFoundException missing) {
      return false;
    }
  }
}
