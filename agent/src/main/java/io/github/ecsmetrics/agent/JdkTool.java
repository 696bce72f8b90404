package io.github.ecsmetrics.agent;

/**
 * Tells JVMs that only inherited {@code JAVA_TOOL_OPTIONS} from those that run an application:
 * {@code keytool}, {@code jcmd}, {@code java -version}, the agent's own commands.
 *
 * <p>In all of them the agent does nothing and says nothing: scripts read their output.
 */
final class JdkTool {
  private static final String OWN_PACKAGE = "io.github.ecsmetrics.agent.";

  /** Main classes of the JDK 8 tools, IBM's too; later JDKs name the tool's module. */
  private static final String[] TOOL_PACKAGES = {
    "sun.",
    "jdk.",
    "com.sun.tools.",
    "com.sun.corba.se.",
    "com.sun.java.util.jar.pack.",
    "com.ibm.crypto.tools.",
    "com.ibm.security.krb5.",
  };

  private JdkTool() {}

  static boolean isRunningHere() {
    return is(
        System.getProperty("sun.java.command"),
        System.getProperty("jdk.module.main"),
        System.getProperty("sun.java.launcher"));
  }

  /**
   * @param command {@code sun.java.command}: main class, {@code module/class} or jar, with its
   *     arguments; null without a main class
   * @param mainModule {@code jdk.module.main}; null on the class path and in source launcher mode
   * @param launcher {@code sun.java.launcher}; null in a JVM that a program embeds
   */
  static boolean is(String command, String mainModule, String launcher) {
    // A launcher without a main class prints something and ends: -version, --list-modules.
    if (command == null || command.isEmpty()) return launcher != null;
    if (mainModule != null && !mainModule.isEmpty()) return isJdkModule(mainModule);

    int end = command.indexOf(' ');
    String main = end < 0 ? command : command.substring(0, end);
    if (main.endsWith(".jar")) return isOwnCommand(main, command.substring(main.length()).trim());
    // java Hello.java runs an application inside the compiler's module.
    if (main.startsWith("jdk.compiler/")) return false;
    if (main.startsWith(OWN_PACKAGE)) return true;
    for (String tools : TOOL_PACKAGES) {
      if (main.startsWith(tools)) return true;
    }
    return false;
  }

  private static boolean isJdkModule(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }

  /**
   * {@code java -jar ecs-metrics-agent.jar attach 1}, which inherits the variable like any tool.
   */
  private static boolean isOwnCommand(String jar, String arguments) {
    if (!jar.contains("ecs-metrics-agent")) return false;
    return arguments.isEmpty() || arguments.startsWith("attach") || arguments.startsWith("check");
  }
}
