package io.github.ecsmetrics.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Answer;
import io.github.ecsmetrics.it.Deadline;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.LoggingSteadily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Twenty minutes ({@code -Dit.soak.minutes}) of a hundred times the usual polls, ten scrapes a
 * second, an application that logs and an endpoint that fails every other ten seconds, in another
 * way each time.
 *
 * <p>Metaspace also holds the profiles that the JIT keeps of methods that run often, and what runs
 * only in faults becomes frequent late. So the application is warm when all faults together have
 * added next to nothing; and without the JIT metaspace is steady after one round.
 */
@Isolated
class SoakIT {
  private static final List<MockResponse> FAULTS =
      List.of(
          new MockResponse.Builder().code(500).build(),
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build(),
          new MockResponse.Builder().body("{\"Family\": \"ord").build(),
          new MockResponse.Builder().code(429).build(),
          // What was not read yet makes it a reset.
          new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
  private static final Duration PHASE = Duration.ofSeconds(10);
  private static final double TOLERANCE = 1.02;

  /** What a round of all faults may add to the metaspace of an application that is warm. */
  private static final double WARM = 1.001;

  /** A class that is only loaded in a rare case is a tenth of a percent. */
  private static final double STEADY = 1.005;

  /** How much longer than it must the warming up may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @TempDir Path folder;

  private int rounds;

  @BeforeEach
  void onlyInItsProfile() {
    Profile.SOAK.assume();
  }

  @Test
  void nothingGrows() throws Exception {
    Duration length = Duration.ofMinutes(Integer.getInteger("it.soak.minutes", 20));
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(endpoint)) {
      jvm.awaitSuccess();
      Held warm = warmUp(jvm, endpoint, length.dividedBy(2));
      System.out.println("warm after " + rounds + " rounds: " + warm);
      Deadline done = Deadline.after(length);
      while (!done.passed()) round(jvm, endpoint);
      Held end = Held.by(jvm);
      System.out.println("at the end, after " + rounds + ": " + end);
      assertTrue(end.heap <= warm.heap * TOLERANCE, warm + " then " + end);
      assertTrue(end.metaspace <= warm.metaspace * TOLERANCE, warm + " then " + end);
      assertTrue(end.threads <= warm.threads, warm + " then " + end);
      assertTrue(end.files <= warm.files, warm + " then " + end);
      assertTrue(jvm.stderr().lines().count() <= (long) FAULTS.size() * rounds, jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  @Test
  void metaspaceIsSteadyWithoutTheJit() throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(endpoint, "-Xint")) {
      jvm.awaitSuccess();
      round(jvm, endpoint);
      Held warm = Held.by(jvm);
      for (int i = 0; i < 3; i++) round(jvm, endpoint);
      Held end = Held.by(jvm);
      System.out.println("without the JIT: " + warm + ", three rounds later: " + end);
      assertTrue(end.metaspace <= warm.metaspace * STEADY, warm + " then " + end);
    }
  }

  private RunningJvm start(MetadataEndpoint endpoint, String... options) throws IOException {
    Path logback = folder.resolve("logback.xml");
    Files.writeString(
        logback,
        """
        <configuration>
          <appender name="none" class="ch.qos.logback.core.FileAppender">
            <file>/dev/null</file>
            <encoder><pattern>%d %X{task_family}:%X{task_revision} %msg%n</pattern></encoder>
          </appender>
          <root level="info"><appender-ref ref="none"/></root>
        </configuration>
        """);
    return JvmCommand.of(LoggingSteadily.class)
        .libraries("ch.qos.logback:logback-classic:1.2.13")
        .options("-Xmx64m")
        .options(options)
        .property("logback.configurationFile", logback.toString())
        .endpoint(endpoint)
        .agentByEnvironment("interval=100ms", "timeout=200ms")
        .start();
  }

  /** Returns what it holds when it is warm. */
  private Held warmUp(RunningJvm jvm, MetadataEndpoint endpoint, Duration least) throws Exception {
    Deadline enough = Deadline.after(least);
    Deadline tooLong = Deadline.after(least.plus(PATIENCE));
    Held last = Held.by(jvm);
    while (true) {
      round(jvm, endpoint);
      Held held = Held.by(jvm);
      if (enough.passed() && held.metaspace <= last.metaspace * WARM) return held;
      String said = "not warm after " + rounds + " rounds: " + last + ", then " + held;
      assertFalse(tooLong.passed(), said);
      last = held;
    }
  }

  /** Each fault once, and as long without one. */
  private void round(RunningJvm jvm, MetadataEndpoint endpoint) throws Exception {
    rounds++;
    for (MockResponse fault : FAULTS) {
      scrape(jvm);
      endpoint.fail(fault);
      scrape(jvm);
      endpoint.recover();
      jvm.awaitSuccess();
    }
  }

  private static void scrape(RunningJvm jvm) throws Exception {
    Deadline end = Deadline.after(PHASE);
    while (!end.passed()) {
      assertEquals(200, Answer.get(jvm.port(), "/metrics").status());
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * What the JVM holds after garbage collection, memory in bytes: the least of several looks, since
   * a poll is under way in some, and threads that answer end after five idle seconds.
   */
  private record Held(long heap, long metaspace, int threads, long files) {
    private static final int LOOKS = 10;

    static Held by(RunningJvm jvm) throws Exception {
      Held least = look(jvm);
      for (int i = 1; i < LOOKS; i++) {
        TimeUnit.SECONDS.sleep(1);
        Held next = look(jvm);
        least =
            new Held(
                Math.min(least.heap, next.heap),
                Math.min(least.metaspace, next.metaspace),
                Math.min(least.threads, next.threads),
                Math.min(least.files, next.files));
      }
      return least;
    }

    private static Held look(RunningJvm jvm) throws Exception {
      int before = jvm.stdout().length();
      jvm.writeLine("");
      jvm.await(() -> jvm.stdout().indexOf('\n', before) > 0, "what it holds");
      String[] said = jvm.stdout().substring(before).trim().split(" ");
      try (Stream<Path> files = Files.list(Path.of("/proc/" + jvm.pid() + "/fd"))) {
        return new Held(
            Long.parseLong(said[1]),
            Long.parseLong(said[3]),
            Integer.parseInt(said[5]),
            files.count());
      }
    }
  }
}
