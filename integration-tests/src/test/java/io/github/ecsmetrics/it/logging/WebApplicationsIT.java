package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.guest.logging.Webapps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each web application of a Tomcat has a framework of its own.
 *
 * <p>Seen elsewhere: Log4j's providers are not found from fat jars and web applications
 * (aws-observability/aws-otel-java-instrumentation#100, elastic/apm-agent-java#2933).
 */
class WebApplicationsIT {
  private static final String OLD_LOGBACK = "ch.qos.logback:logback-classic:1.2.13";

  @TempDir Path folder;

  @Test
  void webApplicationsWithDifferentLogbacks() throws Exception {
    Path old = webapp("old", OLD_LOGBACK);
    Path recent = webapp("recent", "ch.qos.logback:logback-classic:1.3.16");
    Finished tomcat =
        Story.run(
            tomcat(0).arguments(old.toString(), recent.toString()),
            "own in /old",
            "own in /recent");
    assertEquals(
        List.of(
            "webapp empty in /old|orders 7 |",
            "webapp own in /old|orders 7 /old|",
            "webapp empty in /recent|orders 7 |",
            "webapp own in /recent|orders 7 /recent|"),
        tomcat.stdoutLines("webapp "));
  }

  static Stream<String> frameworks() {
    return Profile.MATRIX.sample(
        2,
        List.of(
            OLD_LOGBACK,
            "org.apache.logging.log4j:log4j-slf4j-impl:2.26.1",
            "org.slf4j:slf4j-reload4j:1.7.36"));
  }

  /**
   * Seen elsewhere: undeployed web applications stayed in memory or failed to stop
   * (inspectIT/inspectit-ocelot#778).
   */
  @ParameterizedTest
  @MethodSource("frameworks")
  void undeployedWebApplicationsAreCollected(String framework) throws Exception {
    Path webapp = webapp("webapp", framework);
    Finished tomcat;
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      JvmCommand command = tomcat(20).arguments(webapp.toString());
      tomcat = command.endpoint(endpoint).agent("startup.wait=30s", "port=off").run();
    }
    assertEquals(20, tomcat.stdoutLines("webapp empty in /webapp|orders 7 ").size());
    assertEquals(20, tomcat.stdoutLines("webapp own in /webapp|orders 7 /webapp").size());
    assertEquals(List.of("collected 20 of 20"), tomcat.stdoutLines("collected "));
  }

  private JvmCommand tomcat(int deployments) {
    return JvmCommand.of(Webapps.class)
        .libraries(
            "org.apache.tomcat.embed:tomcat-embed-core:" + System.getProperty("tomcat.version"))
        .arguments(folder.resolve("tomcat").toString(), String.valueOf(deployments));
  }

  private Path webapp(String name, String framework) throws Exception {
    Path webapp = folder.resolve(name);
    Path classes = webapp.resolve("WEB-INF/classes");
    Packages.copy(Libraries.of(framework), webapp.resolve("WEB-INF/lib"));
    Packages.copyStories(classes);
    for (String file : List.of("logback.xml", "log4j2.xml", "log4j.properties")) {
      Files.copy(LoggingConfiguration.file("webapp/" + file), classes.resolve(file));
    }
    Files.copy(LoggingConfiguration.file("webapp/web.xml"), webapp.resolve("WEB-INF/web.xml"));
    return webapp;
  }
}
