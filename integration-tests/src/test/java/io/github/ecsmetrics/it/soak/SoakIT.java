package io.github.ecsmetrics.it.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/**
 * Twenty minutes ({@code -Dit.soak.minutes}) of a hundred times the usual polls, ten scrapes a
 * second, an application that logs and an endpoint that fails every other ten seconds, in another
 * way each time.
 */
class SoakIT {
  private static final List<MockResponse> FAULTS =
      List.of(
          new MockResponse.Builder().code(500).build(),
          new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build(),
          new MockResponse.Builder().body("{\"Family\": \"ord").build(),
          new MockResponse.Builder().code(429).build(),
          new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
  private static final double TOLERANCE = 1.02;

  /** A poll and a scrape may each have their socket when the files are counted. */
  private static final int UNDER_WAY = 2;

  @TempDir Path folder;

  @BeforeEach
  void onlyInItsProfile() {
    Profile.SOAK.assume();
  }

  @Test
  void nothingGrows() throws Exception {
    Duration length = Duration.ofMinutes(Integer.getInteger("it.soak.minutes", 20));
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = start(endpoint)) {
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success 1");
      int flaps = run(jvm, endpoint, length.dividedBy(2));
      Held warm = Held.by(jvm);
      flaps += run(jvm, endpoint, length);
      Held end = Held.by(jvm);
      System.out.println("after warm-up: " + warm + "\nat the end:    " + end);
      assertTrue(end.heap <= warm.heap * TOLERANCE, warm + " then " + end);
      assertTrue(end.metaspace <= warm.metaspace * TOLERANCE, warm + " then " + end);
      assertTrue(end.threads <= warm.threads, warm + " then " + end);
      assertTrue(end.files <= warm.files + UNDER_WAY, warm + " then " + end);
      assertTrue(jvm.stderr().lines().count() <= flaps, jvm.stderr());
      assertEquals(0, jvm.endInput().exitCode());
    }
  }

  private RunningJvm start(MetadataEndpoint endpoint) throws IOException {
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
        .property("logback.configurationFile", logback.toString())
        .endpoint(endpoint)
        .agentByEnvironment("interval=100ms", "timeout=200ms")
        .start();
  }

  /** Returns how often the endpoint began to fail. */
  private static int run(RunningJvm jvm, MetadataEndpoint endpoint, Duration length)
      throws Exception {
    int flaps = 0;
    Deadline end = Deadline.after(length);
    while (!end.passed()) {
      scrape(jvm, Duration.ofSeconds(10));
      endpoint.fail(FAULTS.get(flaps++ % FAULTS.size()));
      scrape(jvm, Duration.ofSeconds(10));
      endpoint.recover();
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success 1");
    }
    return flaps;
  }

  private static void scrape(RunningJvm jvm, Duration length) throws Exception {
    Deadline end = Deadline.after(length);
    while (!end.passed()) {
      assertEquals(200, Answer.get(jvm.port(), "/metrics").status());
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** What the JVM holds after garbage collection, memory in bytes. */
  private record Held(long heap, long metaspace, int threads, long files) {
    static Held by(RunningJvm jvm) throws Exception {
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
