package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.guest.logging.JbossStory;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Osgi;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import io.github.ecsmetrics.it.guest.logging.Webapps;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The task is in every line wherever a framework lives, also where nothing sees the agent.
 *
 * <p>Seen elsewhere: Log4j's providers are not found from fat jars and web applications
 * (aws-observability/aws-otel-java-instrumentation#100, elastic/apm-agent-java#2933).
 */
class ClassLoaderWorldsIT {
  private static final String LOGBACK = "ch.qos.logback:logback-classic:1.5.38";
  private static final String OLD_LOGBACK = "ch.qos.logback:logback-classic:1.2.13";
  private static final String LOG4J2 = "org.apache.logging.log4j:log4j-core:2.17.2";

  @TempDir Path folder;

  @Test
  void moduleWithItsOwnModulePath() throws Exception {
    Path module = folder.resolve("module");
    Packages.write(folder.resolve("module-info.java"), "module stories { requires org.slf4j; }");
    List<Path> libraries = Libraries.of(LOGBACK);
    for (String simple : List.of("ContextStory", "Slf4jStory")) {
      Packages.copy(
          Packages.stories().stream()
              .filter(file -> file.getFileName().toString().startsWith(simple))
              .toList(),
          module.resolve("io/github/ecsmetrics/it/guest/logging"));
    }
    String path = join(libraries);
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--release",
                "11",
                "-p",
                path,
                "-d",
                module.toString(),
                folder.resolve("module-info.java").toString());
    assertEquals(0, compiled);
    assumeAtLeast(11);
    assertTold(
        configured(
            JvmCommand.module("stories/" + Slf4jStory.class.getName())
                .options("-p", path + File.pathSeparator + module)));
  }

  @ParameterizedTest
  @ValueSource(strings = {LOGBACK, OLD_LOGBACK})
  void logbackOnTheBootClassPath(String logback) throws Exception {
    if (logback.equals(LOGBACK)) assumeAtLeast(11);
    assertTold(
        configured(
            JvmCommand.of(Slf4jStory.class)
                .options("-Xbootclasspath/a:" + join(Libraries.of(logback)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.17.2", "2.26.1"})
  void log4j2OnTheBootClassPath(String version) throws Exception {
    assertTold(
        configured(
            JvmCommand.of(Log4j2Story.class)
                .options(
                    "-Xbootclasspath/a:"
                        + join(Libraries.of("org.apache.logging.log4j:log4j-core:" + version)))));
  }

  static Stream<Jdk> jdks() {
    return Jdk.available().stream();
  }

  /** The helper's way into the boot loader is another one on Java 8 than later. */
  @ParameterizedTest
  @MethodSource("jdks")
  void oldLogbackOnTheBootClassPathOfEveryJdk(Jdk jdk) throws Exception {
    assertTold(
        configured(
                JvmCommand.of(Slf4jStory.class)
                    .options("-Xbootclasspath/a:" + join(Libraries.of(OLD_LOGBACK))))
            .on(jdk));
  }

  @ParameterizedTest
  @MethodSource("frameworksOfRuntimes")
  void jbossModules(String framework, Class<?> story, List<String> arguments) throws Exception {
    assumeAtLeast(11);
    Path stories = folder.resolve("stories/main");
    Files.createDirectories(stories);
    Packages.jar(stories.resolve("stories.jar"), Map.of());
    Packages.write(
        stories.resolve("module.xml"),
        """
        <module xmlns="urn:jboss:module:1.9" name="stories">
          <main-class name="%s"/>
          <resources><resource-root path="stories.jar"/></resources>
          <dependencies><module name="java.se"/><module name="logging"/></dependencies>
        </module>
        """
            .formatted(story.getName()));
    List<Path> libraries = Libraries.of(framework);
    Packages.copy(libraries, folder.resolve("logging/main"));
    Packages.write(
        folder.resolve("logging/main/module.xml"),
        """
        <module xmlns="urn:jboss:module:1.9" name="logging">
          <resources>%s</resources>
          <dependencies><module name="java.se"/><module name="jdk.unsupported"/></dependencies>
        </module>
        """
            .formatted(
                libraries.stream()
                    .map(jar -> "<resource-root path=\"" + jar.getFileName() + "\"/>")
                    .collect(Collectors.joining())));
    Path jbossModules = Libraries.file("org.jboss.modules:jboss-modules:2.2.0.Final");
    assertTold(
        configured(JvmCommand.jar(jbossModules).arguments("-mp", folder.toString(), "stories"))
            .arguments(arguments.toArray(String[]::new)));
  }

  static Stream<Arguments> frameworksOfRuntimes() {
    return Stream.of(
        Arguments.of(OLD_LOGBACK, Slf4jStory.class, List.of()),
        Arguments.of(LOG4J2, Log4j2Story.class, List.of()),
        Arguments.of(
            "org.jboss.logmanager:jboss-logmanager:2.1.19.Final",
            JbossStory.class,
            List.of("%c %m|%X{task_family} %X{task_revision} %X{user}|%n")));
  }

  @ParameterizedTest
  @CsvSource({
    OLD_LOGBACK + ", 'org.osgi.framework,org.slf4j'",
    LOG4J2 + ", 'org.osgi.framework,org.apache.logging.log4j'",
  })
  void osgiFramework(String framework, String imported) throws Exception {
    Path bundle =
        Packages.jar(
            folder.resolve("stories.jar"),
            Map.of(
                "Bundle-ManifestVersion", "2",
                "Bundle-SymbolicName", "stories",
                "Bundle-Activator", "io.github.ecsmetrics.it.guest.logging.OsgiStory",
                "Import-Package", imported));
    JvmCommand felix =
        JvmCommand.of(Osgi.class)
            .libraries(
                "org.apache.felix:org.apache.felix.framework:"
                    + System.getProperty("felix.version"))
            .property("story", framework.equals(LOG4J2) ? "Log4j2Story" : "Slf4jStory")
            .arguments(folder.resolve("cache").toString());
    for (Path library : Libraries.of(framework)) felix.arguments(library.toString());
    felix.arguments(bundle.toString());
    assertEquals(Story.lines("sync"), sync(Story.run(configured(felix), "\nsync " + Story.LAST)));
  }

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
        lines(tomcat, "webapp "));
  }

  /**
   * Seen elsewhere: undeployed web applications stayed in memory or failed to stop
   * (inspectIT/inspectit-ocelot#778).
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        OLD_LOGBACK,
        "org.apache.logging.log4j:log4j-slf4j-impl:2.26.1",
        "org.slf4j:slf4j-reload4j:1.7.36"
      })
  void undeployedWebApplicationsAreCollected(String framework) throws Exception {
    Path webapp = webapp("webapp", framework);
    Finished tomcat;
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      JvmCommand command = tomcat(20).arguments(webapp.toString());
      tomcat = command.endpoint(endpoint).agent("startup.wait=30s", "port=off").run();
    }
    assertEquals(20, lines(tomcat, "webapp empty in /webapp|orders 7 ").size());
    assertEquals(20, lines(tomcat, "webapp own in /webapp|orders 7 /webapp").size());
    assertEquals(List.of("collected 20 of 20"), lines(tomcat, "collected "));
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

  private static JvmCommand configured(JvmCommand command) {
    return command
        .property("logback.configurationFile", LoggingConfiguration.file("logback.xml").toString())
        .property(
            "log4j.configurationFile", LoggingConfiguration.file("log4j2/log4j2.xml").toString());
  }

  private static void assertTold(JvmCommand command) throws Exception {
    Finished story = Story.run(command.arguments("sync"), "\nsync " + Story.LAST);
    assertEquals(Story.lines("sync"), sync(story));
    assertEquals(List.of(), story.stderr().lines().filter(each -> each.contains("[ecs")).toList());
  }

  /** Without what {@code %X} adds to each line, where there is such a thing. */
  private static List<String> sync(Finished story) {
    return lines(story, "sync ").stream()
        .map(line -> line.substring(0, line.lastIndexOf('|')))
        .toList();
  }

  private static List<String> lines(Finished finished, String start) {
    return finished.stdout().lines().filter(line -> line.startsWith(start)).toList();
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void assumeAtLeast(int feature) {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= feature, "needs JDK " + feature);
  }
}
