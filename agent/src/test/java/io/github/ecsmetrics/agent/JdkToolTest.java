package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three properties as JDK 8 to 28 set them. */
class JdkToolTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "null, null, SUN_STANDARD",
        "java.base/sun.security.tools.keytool.Main -help, java.base, SUN_STANDARD",
        "jdk.jcmd/sun.tools.jps.Jps, jdk.jcmd, SUN_STANDARD",
        "sun.security.tools.keytool.Main -help, null, SUN_STANDARD",
        "sun.tools.jps.Jps, null, SUN_STANDARD",
        "com.sun.tools.javac.Main Hello.java, null, SUN_STANDARD",
        "jdk.nashorn.tools.Shell, null, SUN_STANDARD",
        "com.ibm.crypto.tools.KeyTool -help, null, SUN_STANDARD",
        "com.ibm.security.krb5.internal.tools.Klist, null, SUN_STANDARD",
        "/opt/ecs-metrics-agent.jar attach 1, null, SUN_STANDARD",
        "ecs-metrics-agent.jar check port=0, null, SUN_STANDARD",
        "ecs-metrics-agent.jar, null, SUN_STANDARD",
        "io.github.ecsmetrics.agent.shaded.bytebuddy.agent.Attacher x, null, SUN_STANDARD",
      })
  void toolsAndTheAgentsOwnCommandsAreRecognised(String command, String module, String launcher) {
    assertTrue(JdkTool.is(command, module, launcher));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {
        "org.example.Main, null, SUN_STANDARD",
        "app.jar, null, SUN_STANDARD",
        "/srv/jdk.demo.jar --port 1, null, SUN_STANDARD",
        "sun.jar, null, SUN_STANDARD",
        "sunny.Main, null, SUN_STANDARD",
        "com.sun.enterprise.glassfish.bootstrap.GlassFishMain, null, SUN_STANDARD",
        "com.example.app/com.example.Main, com.example.app, SUN_STANDARD",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Hello.java, null, SUN_STANDARD",
        "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher Hello.java, null, SUN_STANDARD",
        "ecs-metrics-agent-demo.jar serve, null, SUN_STANDARD",
        "null, null, null",
      })
  void applicationsAreNot(String command, String module, String launcher) {
    assertFalse(JdkTool.is(command, module, launcher));
  }
}
