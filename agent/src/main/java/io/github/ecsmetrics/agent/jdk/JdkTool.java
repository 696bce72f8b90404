package io.github.ecsmetrics.agent.jdk;

import io.github.ecsmetrics.agent.classes.AgentJar;
import java.io.File;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Recognises JVMs that inherited {@code JAVA_TOOL_OPTIONS} but run no application: {@code keytool},
 * {@code jcmd}, {@code java -version}, the agent's own commands.
 *
 * <p>In them the agent does nothing and prints nothing, because scripts read their output.
 */
public final class JdkTool {
  private static final String OWN_PACKAGE = "io.github.ecsmetrics.agent.";

  /** Main classes of the tools of JDK 8, also IBM's. Later JDKs give the tool's module. */
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
   * Whether this JVM is one in which the agent does nothing.
   *
   * @param tools whether the agent shall start in tools; it never starts in its own commands, since
   *     two agents would need the same port
   */
  public static boolean isRunningHere(boolean tools) {
    String command = System.getProperty("sun.java.command");
    String classPath = System.getProperty("java.class.path");
    if (tools) {
      File jar = command == null ? null : jar(command, classPath);
      return jar != null && isOwn(jar);
    }
    return isTool(
        command,
        System.getProperty("jdk.module.main"),
        System.getProperty("sun.java.launcher"),
        classPath);
  }

  /**
   * @param command {@code sun.java.command}: main class, {@code module/class} or jar, and then the
   *     arguments; null without a main class
   * @param mainModule {@code jdk.module.main}; null on the class path and in source launcher mode
   * @param launcher {@code sun.java.launcher}; null in a JVM embedded in a program
   * @param classPath {@code java.class.path}; begins with the jar after {@code -jar}
   */
  static boolean isTool(String command, String mainModule, String launcher, String classPath) {
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

  /** Returns the jar of a {@code java -jar}, else null. Its name may contain spaces. */
  private static File jar(String command, String classPath) {
    String file = upTo(File.pathSeparatorChar, classPath == null ? "" : classPath);
    if (file.isEmpty() || !command.startsWith(file)) return null;
    boolean whole = command.length() == file.length() || command.charAt(file.length()) == ' ';
    return whole ? new File(file) : null;
  }

  /**
   * Whether {@code java -jar} of this jar is a command of the agent's.
   *
   * <p>The class path begins with the jar. So if the jar has the agent's classes, the agent was
   * loaded from it. Then the manifest decides, because the jar may also hold an application.
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
