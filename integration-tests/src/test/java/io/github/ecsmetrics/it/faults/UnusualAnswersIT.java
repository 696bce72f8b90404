package io.github.ecsmetrics.it.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The endpoint answers in a way that is unusual but correct: nothing is lost or reported. */
class UnusualAnswersIT {
  private static Set<String> usual;

  private static JvmCommand command() {
    // Without the kernel's numbers of the own container, which move by themselves.
    return JvmCommand.of(Waiting.class)
        .agentByEnvironment("interval=200ms", "startup.wait=100ms", "jvm.metrics=false");
  }

  @BeforeAll
  static void scrapeUsualAnswers() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command().endpoint(endpoint).start()) {
      usual = figures(jvm.awaitSuccess());
    }
  }

  @ParameterizedTest
  @EnumSource
  void unusualAnswerHasTheSameFigures(UnusualAnswer answer) throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.empty(MetadataEndpoint.FARGATE_CONTAINER)) {
      String task = MetadataEndpoint.resource("/endpoint/fargate/task.json");
      String stats = MetadataEndpoint.resource("/endpoint/fargate/task-stats.json");
      endpoint.answer("/task", answer.response(task));
      endpoint.answer("/task/stats", answer.response(stats));
      try (RunningJvm jvm = command().endpoint(endpoint).start()) {
        assertEquals(usual, figures(jvm.awaitSuccess()));
        jvm.await(() -> endpoint.requests("/task/stats") >= 3, "three polls");
        assertEquals(usual, figures(jvm.awaitSuccess()));
        assertEquals("", jvm.stderr());
      }
    }
  }

  private static Set<String> figures(String metrics) {
    Set<String> figures = new TreeSet<>();
    metrics
        .lines()
        .filter(line -> line.startsWith("ee_container_") || line.startsWith("ee_task_"))
        .forEach(figures::add);
    assertTrue(figures.size() > 20, metrics);
    return figures;
  }
}
