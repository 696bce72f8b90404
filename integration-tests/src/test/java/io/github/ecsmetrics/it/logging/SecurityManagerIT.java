package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.BuiltJar;
import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A restrictive policy: the libraries have all permissions, the application has hardly any, and the
 * agent has those that the test gives it. Java 24 has no security manager any more.
 */
class SecurityManagerIT {
  private static final String APPLICATION =
      """
      grant {
        permission java.io.FilePermission "<<ALL FILES>>", "read";
        permission java.util.PropertyPermission "*", "read";
        permission java.lang.RuntimePermission "modifyThread";
        permission java.lang.RuntimePermission "getenv.*";
      };
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void linesCarryTheTaskWhereTheAgentMayDoEverything(int feature) throws Exception {
    String policy = APPLICATION + all(BuiltJar.path());
    Finished story = Story.run(story(feature, policy), "sync " + Story.LAST);
    assertEquals(Story.lines("sync"), Story.linesOf("sync", story));
    assertEquals(List.of(), story.agentLines());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void linesAreAsWithoutTheAgentWhereItMayDoNothing(int feature) throws Exception {
    Finished without = story(feature, APPLICATION).run();
    Finished with = Story.run(story(feature, APPLICATION), "sync " + Story.LAST);
    assertEquals(without.stdout(), with.stdout());
    assertEquals(without.exitCode(), with.exitCode());
    assertTrue(with.agentLines().size() <= 1, with.stderr());
    assertEquals(
        without.stderr().lines().toList(),
        with.stderr().lines().filter(line -> !line.startsWith("[ecs-metrics-agent] ")).toList());
  }

  private JvmCommand story(int feature, String policy) throws IOException {
    StringBuilder grants = new StringBuilder(policy);
    List<Path> libraries = Libraries.of("ch.qos.logback:logback-classic:1.2.13");
    for (Path library : libraries) grants.append(all(library));
    Path file = Files.writeString(folder.resolve("policy"), grants);
    return JvmCommand.of(Slf4jStory.class)
        .on(Jdk.of(feature))
        .classPath(libraries)
        .options("-Djava.security.manager", "-Djava.security.policy==" + file)
        .property("logback.configurationFile", LoggingConfiguration.file("logback.xml").toString())
        .arguments("sync");
  }

  private static String all(Path jar) {
    return "grant codeBase \"%s\" { permission java.security.AllPermission; };\n"
        .formatted(jar.toAbsolutePath().normalize().toUri());
  }
}
