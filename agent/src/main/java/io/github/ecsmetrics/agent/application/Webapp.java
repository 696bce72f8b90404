package io.github.ecsmetrics.agent.application;

/**
 * Class loaders of web applications in Tomcat, which also runs in Spring Boot, TomEE and others.
 *
 * <p>One of an undeployed application stays in memory until the JVM collects it, hours later
 * perhaps. It loads no classes any more, and Tomcat logs a stack trace if somebody tries: the
 * reflection of the JDK does after 15 calls of a method.
 */
final class Webapp {
  private static final String LOADER = "org.apache.catalina.loader.WebappClassLoaderBase";

  private Webapp() {}

  /** Whether its application was undeployed; false if that is unknown. */
  static boolean isStopped(ClassLoader loader) {
    Class<?> type = Supertype.named(LOADER, loader);
    if (type == null) return false;
    try {
      Object state = type.getMethod("getState").invoke(loader);
      return Boolean.FALSE.equals(state.getClass().getMethod("isAvailable").invoke(state));
    } catch (ReflectiveOperationException ofAnotherVersion) {
      return false;
    }
  }
}
