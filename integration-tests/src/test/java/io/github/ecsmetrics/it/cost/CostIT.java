package io.github.ecsmetrics.it.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Deadline;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.CountsCosts;
import io.github.ecsmetrics.it.guest.Hello;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counts costs that do not depend on the machine, on one JDK. The limits are a tenth above the
 * figures of docs/benchmarks.md: a change that meets one makes something dearer, and has a reason
 * or a bug.
 */
class CostIT {
  private static final int SCRAPES = 10;
  private static final int POLLS = 20;

  @BeforeAll
  static void limitsAreThoseOfOneJdk() {
    Assumptions.assumeTrue(Jdk.underTest().feature() == 17, "the limits are those of Java 17");
  }

  @Test
  void fewClassesAreLoadedBeforeMain(@TempDir Path folder) throws Exception {
    Path log = folder.resolve("classes");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      JvmCommand.of(Hello.class)
          .options("-Xlog:class+load:file=" + log)
          .endpoint(endpoint)
          .agentByEnvironment()
          .run();
    }
    List<String> lines = Files.readAllLines(log);
    int main = indexOf(lines, Hello.class.getName() + " source:");
    int agent = indexOf(lines, "io.github.ecsmetrics.agent.Agent source:");
    long own =
        lines.subList(0, main).stream()
            .filter(line -> line.contains(" io.github.ecsmetrics.agent."))
            .count();
    atMost(48, own, "classes of the agent's before main");
    atMost(185, main - agent, "classes from the agent's first to main");
  }

  private static int indexOf(List<String> lines, String part) {
    int index = 0;
    while (!lines.get(index).contains(part)) index++;
    return index;
  }

  @Test
  void pollsAndScrapesAddFewClassesThreadsAndBytes() throws Exception {
    Costs without;
    try (RunningJvm jvm = guest().start()) {
      without = Costs.of(jvm);
    }
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = guest().endpoint(endpoint).agentByEnvironment("interval=100ms").start()) {
      poll(jvm, endpoint, 20);
      Costs idle = Costs.of(jvm);
      atMost(403, idle.classes() - without.classes(), "classes added before any scrape");
      atMost(3, idle.threads() - without.threads(), "threads added before any scrape");

      atMostOnceWarm(30_000, () -> polled(jvm, endpoint), "bytes allocated by a poll");

      jvm.awaitSuccess();
      scrape(jvm);
      scrape(jvm);
      Costs after = Costs.of(jvm);
      atMost(600, after.classes() - without.classes(), "classes added after scrapes");
      atMostOnceWarm(210_000, () -> scraped(jvm), "bytes allocated by a scrape");
    }
  }

  /** With a heap that needs no collection: the JDK loads 85 classes to report the first one. */
  private static JvmCommand guest() {
    return JvmCommand.of(CountsCosts.class).options("-Xms512m", "-Xmn256m");
  }

  private static long polled(RunningJvm jvm, MetadataEndpoint endpoint) throws Exception {
    int asked = endpoint.requests("/task/stats");
    Costs before = Costs.of(jvm);
    poll(jvm, endpoint, POLLS);
    long polls = endpoint.requests("/task/stats") - asked;
    return (Costs.of(jvm).polling() - before.polling()) / polls;
  }

  /** Each poll finds other statistics than the last, as in a real task. */
  private static void poll(RunningJvm jvm, MetadataEndpoint endpoint, int polls) throws Exception {
    String stats = MetadataEndpoint.resource("/endpoint/fargate/task-stats.json");
    for (int i = 0; i < polls; i++) {
      int asked = endpoint.requests("/task/stats");
      endpoint.json("/task/stats", i % 2 == 0 ? stats + " " : stats);
      jvm.await(() -> endpoint.requests("/task/stats") > asked, "one more poll");
    }
  }

  private static long scraped(RunningJvm jvm) throws Exception {
    Costs before = Costs.of(jvm);
    scrape(jvm);
    return (Costs.of(jvm).serving() - before.serving()) / SCRAPES;
  }

  private static void scrape(RunningJvm jvm) throws Exception {
    for (int i = 0; i < SCRAPES; i++) assertEquals(200, jvm.get("/metrics").status());
  }

  /**
   * Counts again as long as it is too much: the JIT removes a third of the allocations of a poll,
   * after 23 polls on an idle machine and after 60 on a busy one.
   */
  private static void atMostOnceWarm(long limit, Callable<Long> count, String what)
      throws Exception {
    Deadline enough = Deadline.after(Duration.ofMinutes(1));
    long counted = count.call();
    while (counted > limit && !enough.passed()) counted = count.call();
    atMost(limit, counted, what);
  }

  private static void atMost(long limit, long counted, String what) {
    assertTrue(counted <= limit, counted + " " + what + ", at most " + limit);
  }
}
