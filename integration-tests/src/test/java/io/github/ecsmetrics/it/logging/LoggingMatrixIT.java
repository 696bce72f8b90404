package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.guest.AdvisingAgent;
import io.github.ecsmetrics.it.logging.Story.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every framework, version and mode on every JDK that it runs on, line by line: the task is there
 * on every thread, the application's own keys win, lookups fall back, copies stay clean.
 *
 * <p>Seen elsewhere: fields were missing on other threads: pools, asynchronous appenders
 * (apache/skywalking#1241, open-telemetry/opentelemetry-java-instrumentation#13069).
 */
@Execution(ExecutionMode.CONCURRENT)
class LoggingMatrixIT {
  private static final List<String> STORY =
      List.of(
          "story empty: orders 7 null {}",
          "story own: own 7 null {task_family=own, user=alice}",
          "story removed: orders 7 null {user=alice}",
          "story emptied: orders 7 null {}",
          "story thread: orders 7 null {}",
          "story pool: orders 7 null {}",
          "story forkjoin: orders 7 null {}",
          "story virtual: orders 7 null {}");

  /** Which classes of a framework the other agent has advised. */
  private static final Map<String, String> ADVISED =
      Map.of(
          "logback", "[advised LogbackMDCAdapter, advised LoggingEvent]",
          "log4j2", "[advised Injector, advised ThreadContext]",
          "jboss", "[advised ExtLogRecord, advised MDC]",
          "log4j1", "[advised LoggingEvent, advised MDC]");

  @TempDir Path folder;

  static Stream<Arguments> combinations() {
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdk.available()) {
      for (Framework framework : Frameworks.ALL) {
        if (!framework.runsOn(jdk)) continue;
        if (Profile.MATRIX.on() || Frameworks.inSample(framework, jdk)) {
          all.add(Arguments.of(framework, jdk));
        }
      }
    }
    return all.stream();
  }

  /** The oldest and the newest class files, each map of Log4j 2. */
  static Stream<Framework> advised() {
    List<String> advised =
        List.of(
            "logback 1.0.13",
            "logback 1.5.38",
            "log4j2 2.7 copyonwrite",
            "log4j2 2.26.1 default",
            "log4j2 2.26.1 garbagefree",
            "jboss 1.1.0.GA",
            "jboss 3.1.2.Final",
            "log4j1 1.2.14",
            "log4j1 1.2.27 ch.qos.reload4j:reload4j:");
    return Profile.MATRIX.sample(
        2,
        Frameworks.ALL.stream()
            .filter(framework -> advised.contains(framework.toString()))
            .toList());
  }

  /**
   * Seen elsewhere: one framework, or one way to read the context, was forgotten
   * (DataDog/dd-trace-java#1946, quarkusio/quarkus#12426).
   */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("combinations")
  void everyLineCarriesTheTask(Framework framework, Jdk jdk) throws Exception {
    everyLineCarriesTheTask(framework, framework.story().on(jdk));
  }

  /**
   * Stands for AWS's OpenTelemetry distribution, Application Insights and all others that are made
   * with Byte Buddy: whatever they leave in the methods that we weave, handlers and their frames.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource("advised")
  void everyLineCarriesTheTaskBesideAnAgentThatAdvisedTheSameMethodsFirst(Framework framework)
      throws Exception {
    Assumptions.assumeTrue(framework.runsOn(Jdk.underTest()), "needs another Java");
    Path byteBuddy =
        Libraries.file("net.bytebuddy:byte-buddy:" + System.getProperty("byte-buddy.version"));
    Path advising =
        Packages.jar(
            folder.resolve("advising.jar"),
            Map.of(
                "Premain-Class", AdvisingAgent.class.getName(),
                "Class-Path", byteBuddy.toUri().toString()));
    JvmCommand command =
        framework
            .story()
            .property("net.bytebuddy.experimental", "true")
            .options("-javaagent:" + advising);
    Finished story = everyLineCarriesTheTask(framework, command);
    String context = framework.name().equals("log4j2") ? "For" + framework.map() : "";
    assertEquals(
        ADVISED.get(framework.name()),
        new TreeSet<>(printed(story.stderr(), "advised .*"))
            .toString()
            .replace(context + "ThreadContextMap", "Injector"),
        story.stderr());
  }

  private static Finished everyLineCarriesTheTask(Framework framework, JvmCommand command)
      throws Exception {
    String[] last =
        framework.loggers().stream().map(each -> each + " " + Story.LAST).toArray(String[]::new);
    Finished story = Story.run(command, last);
    List<Executable> claims = new ArrayList<>();
    claims.add(() -> assertEquals(0, story.exitCode()));
    claims.add(() -> assertEquals(List.of(), story.agentLines()));
    claims.add(() -> assertEquals(STORY, printed(story.stdout(), "story [a-z]+: .* .*")));
    if (framework.name().equals("log4j2")) {
      claims.add(() -> assertTrue(story.stdout().contains("map: " + framework.map())));
    }
    for (String logger : framework.loggers()) {
      List<String> expected =
          framework.showsWholeContext()
              ? Story.CONTEXTS.stream().map(each -> line(logger, each)).toList()
              : Story.lines(logger).stream().map(line -> line + "|").toList();
      claims.add(
          () -> assertEquals(expected, printed(story.stdout(), logger + " .*"), story.stderr()));
    }
    assertAll(claims);
    return story;
  }

  private static String line(String logger, Context context) {
    Map<String, String> all = new TreeMap<>();
    all.put("task_family", context.family());
    all.put("task_revision", context.revision());
    if (!context.user().isEmpty()) all.put("user", context.user());
    return logger + " " + context.message() + "|" + context.keys() + "|" + all;
  }

  private static List<String> printed(String stdout, String pattern) {
    return stdout
        .lines()
        .filter(line -> line.matches(pattern))
        .map(LoggingMatrixIT::withSortedContext)
        .toList();
  }

  /** Frameworks differ in the order and the brackets of {@code %X}, and nobody relies on them. */
  private static String withSortedContext(String line) {
    int start = line.lastIndexOf('|') + 1;
    if (start == 0 || start == line.length()) return line;
    TreeMap<String, String> context = new TreeMap<>();
    String entries = line.substring(start).replaceAll("\\{([^{},=]+),([^{}]*)}", "$1=$2, ");
    for (String entry : entries.replaceAll("[{}]", "").split(", ")) {
      context.put(entry.split("=")[0], entry.split("=")[1]);
    }
    return line.substring(0, start) + context;
  }
}
