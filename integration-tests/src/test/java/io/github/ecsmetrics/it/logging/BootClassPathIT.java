package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frameworks that the boot class loader has, as those that other agents append. */
class BootClassPathIT {
  private static final String LOGBACK = "ch.qos.logback:logback-classic:1.5.38";
  private static final String OLD_LOGBACK = "ch.qos.logback:logback-classic:1.2.13";

  @ParameterizedTest
  @ValueSource(strings = {LOGBACK, OLD_LOGBACK})
  void logbackOnTheBootClassPath(String logback) throws Exception {
    if (logback.equals(LOGBACK)) {
      Assumptions.assumeTrue(Jdk.underTest().feature() >= 11, "needs JDK 11");
    }
    Story.assertLogged(
        Story.configured(
            JvmCommand.of(Slf4jStory.class)
                .options("-Xbootclasspath/a:" + join(Libraries.of(logback)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.17.2", "2.26.1"})
  void log4j2OnTheBootClassPath(String version) throws Exception {
    Story.assertLogged(
        Story.configured(
            JvmCommand.of(Log4j2Story.class)
                .options(
                    "-Xbootclasspath/a:"
                        + join(Libraries.of("org.apache.logging.log4j:log4j-core:" + version)))));
  }

  /** The helper's way into the boot loader is another one on Java 8 than later. */
  @ParameterizedTest
  @MethodSource("io.github.ecsmetrics.it.Jdk#available")
  void oldLogbackOnTheBootClassPathOfEveryJdk(Jdk jdk) throws Exception {
    Story.assertLogged(
        Story.configured(
                JvmCommand.of(Slf4jStory.class)
                    .options("-Xbootclasspath/a:" + join(Libraries.of(OLD_LOGBACK))))
            .on(jdk));
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
