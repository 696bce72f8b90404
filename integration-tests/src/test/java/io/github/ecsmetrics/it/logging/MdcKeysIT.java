package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The setting {@code mdc.keys}: other fields, other names, none. */
class MdcKeysIT {
  static Stream<Framework> frameworks() {
    Set<String> names =
        Set.of(
            "logback 1.2.13",
            "log4j2 2.26.1 default",
            "log4j2 2.26.1 garbagefree",
            "jboss 2.1.19.Final",
            "log4j1 1.2.27 ch.qos.reload4j:reload4j:");
    return Frameworks.ALL.stream()
        .filter(framework -> names.contains(framework.toString()))
        .filter(framework -> framework.runsOn(Jdk.underTest()));
  }

  /** The story asks for a key {@code other}, and its lines show {@code user}. */
  @ParameterizedTest
  @MethodSource("frameworks")
  void renamedFieldsAreInLinesAndLookups(Framework framework) throws Exception {
    Finished story =
        Story.runWithKeys(
            "task_family,cluster:other,launch_type:user", framework.story(), "sync " + Story.LAST);
    assertEquals(
        List.of(
            "story empty: orders null shop {}",
            "story own: own null shop {task_family=own, user=alice}",
            "story removed: orders null shop {user=alice}",
            "story emptied: orders null shop {}"),
        story.stdoutLines("story e", "story o", "story r"));
    assertEquals(
        List.of(
            "sync empty|orders  FARGATE",
            "sync own|own  alice",
            "sync removed|orders  alice",
            "sync emptied|orders  FARGATE"),
        story.stdoutLines("sync e", "sync o", "sync r").stream()
            .map(line -> line.replaceAll("\\|[^|]*$", ""))
            .toList());
  }

  @Test
  void allFieldsCanBeShown() throws Exception {
    String task = "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0";
    Finished story =
        Story.runWithKeys(
            "task_family,task_revision,task_id,task_arn,cluster,service,container_name,"
                + "container_id,launch_type,availability_zone",
            logback(),
            "sync " + Story.LAST);
    String line = story.stdoutLines("sync empty").get(0);
    assertEquals(
        new TreeSet<>(
            List.of(
                "task_family=orders",
                "task_revision=7",
                "task_id=" + task,
                "task_arn=arn:aws:ecs:eu-west-1:111122223333:task/shop/" + task,
                "cluster=shop",
                "service=orders-api",
                "container_name=app",
                "container_id=" + task + "-2531612879",
                "launch_type=FARGATE",
                "availability_zone=eu-west-1b")),
        new TreeSet<>(List.of(line.substring(line.lastIndexOf('|') + 1).split(", "))));
  }

  @Test
  void noKeysChangeNothing() throws Exception {
    Finished story = Story.runWithKeys("", logback(), "sync " + Story.LAST);
    assertEquals(List.of("sync empty|  |"), story.stdoutLines("sync empty"));
    assertEquals(List.of("story empty: null null null {}"), story.stdoutLines("story empty"));
    assertEquals("", story.stderr());
  }

  private static JvmCommand logback() {
    return JvmCommand.of(Slf4jStory.class)
        .libraries("ch.qos.logback:logback-classic:1.2.13")
        .property("logback.configurationFile", LoggingConfiguration.file("logback.xml").toString())
        .arguments("sync");
  }
}
