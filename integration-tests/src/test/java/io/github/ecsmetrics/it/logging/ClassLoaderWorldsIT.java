package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.guest.logging.JbossStory;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Osgi;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
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

/** Frameworks in modules, JBoss Modules and OSGi bundles, from which nothing sees the agent. */
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
    Story.assertLogged(
        Story.configured(
            JvmCommand.module("stories/" + Slf4jStory.class.getName())
                .options("-p", path + File.pathSeparator + module)));
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
    Story.assertLogged(
        Story.configured(
                JvmCommand.jar(jbossModules).arguments("-mp", folder.toString(), "stories"))
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
    Finished story = Story.run(Story.configured(felix), "\nsync " + Story.LAST);
    assertEquals(Story.lines("sync"), Story.linesOf("sync", story));
  }

  private static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static void assumeAtLeast(int feature) {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= feature, "needs JDK " + feature);
  }
}
