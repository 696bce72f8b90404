package io.github.ecsmetrics.agent.jdk;

import io.github.ecsmetrics.agent.classes.AgentJar;
import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Tells JVMs that only inherited {@code JAVA_TOOL_OPTIONS} from those that run an application:
 * {@code keytool}, {@code jcmd}, {@code java -version}, the agent's own commands.
 *
 * <p>In all of them the agent does nothing and says nothing: scripts read their output.
 */
public final class JdkTool {
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

  /**
   * Whether the agent has nothing to do here.
   *
   * @param tools whether it is wanted in tools; in its own commands it never is, since two agents
   *     would want one port
   */
  public static boolean isRunningHere(boolean tools) {
    String command = System.getProperty("sun.java.command");
    String classPath = System.getProperty("java.class.path");
    if (tools) {
      File jar = command == null ? null : jar(command, classPath);
      return jar != null && isOwn(jar);
    }
    return is(
        command,
        System.getProperty("jdk.module.main"),
        System.getProperty("sun.java.launcher"),
        classPath);
  }

  /**
   * @param command {@code sun.java.command}: main class, {@code module/class} or jar, with its
   *     arguments; null without a main class
   * @param mainModule {@code jdk.module.main}; null on the class path and in source launcher mode
   * @param launcher {@code sun.java.launcher}; null in a JVM that a program embeds
   * @param classPath {@code java.class.path}; with {@code -jar} it begins with the jar
   */
  static boolean is(String command, String mainModule, String launcher, String classPath) {
    // A launcher without a main class prints something and ends: -version, --list-modules.
    if (command == null || command.isEmpty()) return launcher != null;
    if (mainModule != null && !mainModule.isEmpty()) return isJdkModule(mainModule);

    File jar = jar(command, classPath);
    if (jar != null) return isOwn(jar);
    String main = upTo(' ', command);
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

  /** The file, whose name may have spaces, if the command is {@code java -jar} of it; else null. */
  private static File jar(String command, String classPath) {
    String file = upTo(File.pathSeparatorChar, classPath == null ? "" : classPath);
    if (file.isEmpty() || !command.startsWith(file)) return null;
    boolean whole = command.length() == file.length() || command.charAt(file.length()) == ' ';
    return whole ? new File(file) : null;
  }

  /**
   * Whether {@code java -jar} of it is a command of the agent's, which inherits the variable like
   * any tool.
   *
   * <p>The class path begins with it, so the agent was loaded from it if it has the agent's classes
   * at all. Then its manifest decides: an application may have been packed into one jar with them.
   */
  private static boolean isOwn(File jar) {
    try {
      if (!jar.getCanonicalFile().equals(AgentJar.location())) return false;
      try (JarFile file = new JarFile(jar, false)) {
        Manifest manifest = file.getManifest();
        if (manifest == null) return false;
        String main = manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
        return main != null && main.startsWith(OWN_PACKAGE);
      }
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String upTo(char end, String text) {
    int index = text.indexOf(end);
    return index < 0 ? text : text.substring(0, index);
  }
}
