package io.github.ecsmetrics.agent.jdk;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four properties as JDK 8 to 28 set them; OwnCommandIT runs the agent's jar. */
class JdkToolTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, null, SUN_STANDARD, ''",
        "java.base/sun.security.tools.keytool.Main -help, java.base, SUN_STANDARD, ''",
        "jdk.jcmd/sun.tools.jps.Jps, jdk.jcmd, SUN_STANDARD, ''",
        "sun.security.tools.keytool.Main -help, null, SUN_STANDARD, lib:app.jar",
        "sun.tools.jps.Jps, null, SUN_STANDARD, lib:app.jar",
        "com.sun.tools.javac.Main Hello.java, null, SUN_STANDARD, lib:app.jar",
        "jdk.nashorn.tools.Shell, null, SUN_STANDARD, lib:app.jar",
        "com.ibm.crypto.tools.KeyTool -help, null, SUN_STANDARD, lib:app.jar",
        "com.ibm.security.krb5.internal.tools.Klist, null, SUN_STANDARD, lib:app.jar",
        "io.github.ecsmetrics.agent.shaded.bytebuddy.agent.Attacher x, null, SUN_STANDARD, lib:app.jar",
      })
  void toolsAndTheAgentsOwnCommandsAreRecognised(
      String command, String module, String launcher, String classPath) {
    assertTrue(JdkTool.isTool(command, module, launcher, classPath));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "org.example.Main, null, SUN_STANDARD, lib:app.jar",
        "app.jar, null, SUN_STANDARD, app.jar",
        "/srv/jdk.demo.jar --port 1, null, SUN_STANDARD, /srv/jdk.demo.jar",
        "sun.jar, null, SUN_STANDARD, sun.jar",
        "sunny.Main, null, SUN_STANDARD, lib:app.jar",
        "com.sun.enterprise.glassfish.bootstrap.GlassFishMain, null, SUN_STANDARD, lib:app.jar",
        "com.example.app/com.example.Main, com.example.app, SUN_STANDARD, ''",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java, null, SUN_STANDARD, ''",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Hello.java, null, SUN_STANDARD, ''",
        "ecs-metrics-agent-demo.jar, null, SUN_STANDARD, ecs-metrics-agent-demo.jar",
        "/srv/ecs-metrics-agent-demo/app.jar check, null, SUN_STANDARD,"
            + " /srv/ecs-metrics-agent-demo/app.jar:/opt/ecs-metrics-agent.jar",
        "sun.net demo/app.war 1, null, SUN_STANDARD, sun.net demo/app.war",
        "null, null, null, ''",
      })
  void applicationsAreNot(String command, String module, String launcher, String classPath) {
    assertFalse(JdkTool.isTool(command, module, launcher, classPath));
  }
}
