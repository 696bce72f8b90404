package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.ecsmetrics.it.guest.Logging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rounds of three lines that a JVM with the guest {@link Logging} has logged so far. */
public final class LogRounds {
  /** What a round has without a task: only the application's own fields. */
  public static final List<String> WITHOUT_TASK =
      List.of("| from main", "| from another thread", "own | with an MDC");

  /** What it has in the task of {@link MetadataEndpoint#fargate()}; the application's keys win. */
  public static final List<String> WITH_TASK =
      List.of("orders 7| from main", "orders 7| from another thread", "own 7| with an MDC");

  private final RunningJvm jvm;

  public LogRounds(RunningJvm jvm) {
    this.jvm = jvm;
  }

  /** The guest with Logback; its pattern is {@code family revision| message| whole context}. */
  public static JvmCommand logback(String... arguments) {
    Path pattern = LoggingConfiguration.file("late/logback.xml");
    return JvmCommand.of(Logging.class)
        .libraries("ch.qos.logback:logback-classic:1.2.13")
        .property("logback.configurationFile", pattern.toString())
        .arguments(arguments);
  }

  /** Waits until there are so many. */
  public void await(int count) throws InterruptedException {
    jvm.await(() -> count() >= count, count + " rounds");
  }

  /** Has the guest log one more, waits for it and answers its lines. */
  public List<String> next() throws InterruptedException {
    int before = count();
    try {
      jvm.writeLine("again");
    } catch (IOException e) {
      throw new AssertionError(jvm.stderr(), e);
    }
    await(before + 1);
    return lines(before);
  }

  /** Has the guest log again until a round carries the task. */
  public void awaitTask() throws InterruptedException {
    jvm.await(() -> next().equals(WITH_TASK), "lines carry the task");
    assertFalse(jvm.stderr().contains("instrumented"), jvm.stderr());
  }

  /** All that the guest printed in a round. */
  public Stream<String> output(int round) {
    return jvm.stdout().split("logged\n")[round].lines();
  }

  /** The three lines of a round, without the whole context after the second bar. */
  public List<String> lines(int round) {
    return output(round)
        .filter(line -> line.contains("| "))
        .map(line -> line.replaceAll("\\|[^|]*$", "").strip())
        .toList();
  }

  public int count() {
    return (int) jvm.stdout().lines().filter("logged"::equals).count();
  }
}
