package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The JVM ends during a push as it would without the agent, within {@code push.timeout}. */
@Isolated
class ExitDuringPushIT {
  private static final int SIGTERM_EXIT = 128 + 15;

  /** For the end of the JVM itself, on a busy machine. */
  private static final int MARGIN_MILLIS = 1_500;

  private static MetadataEndpoint endpoint;

  @BeforeAll
  static void startEndpoint() throws Exception {
    endpoint = MetadataEndpoint.full();
  }

  @AfterAll
  static void stopEndpoint() {
    endpoint.close();
  }

  private static RunningJvm start(String... settings) throws IOException {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("push.timeout=1s");
    return JvmCommand.of(Waiting.class)
        .endpoint(endpoint)
        .agentByEnvironment(all.toArray(new String[0]))
        .start();
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1/metrics";
  }

  private static ServerSocket silent() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  /** Ends by SIGTERM, and returns what the agent wrote. */
  private static String terminate(RunningJvm jvm) throws InterruptedException {
    long start = System.nanoTime();
    Finished ended = jvm.terminate();
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertEquals(SIGTERM_EXIT, ended.exitCode());
    assertTrue(millis < 1_000 + MARGIN_MILLIS, millis + " ms");
    return ended.stderr();
  }

  private static String notPushed(String address) {
    return "[ecs-metrics-agent] the last numbers were not pushed to "
        + address
        + ": not done within 1000 ms; the application is not affected\n";
  }

  @Test
  void receiverThatNeverAnswersHoldsTheEndForTheTimeoutAtMost() throws Exception {
    try (ServerSocket receiver = silent()) {
      String address = address(receiver.getLocalPort());
      try (RunningJvm jvm = start("otlp.interval=1s", "otlp.endpoint=" + address)) {
        receiver.accept().getInputStream().read();
        assertEquals(notPushed(address), terminate(jvm));
      }
    }
  }

  /**
   * The pause is of four seconds, the interval of six: the first push comes after six to twelve.
   */
  @Test
  void pauseThatTheReceiverWantsDoesNotHoldTheEnd() throws Exception {
    Profile.MATRIX.assume();
    try (MockWebServer receiver = new MockWebServer()) {
      receiver.enqueue(refusal(4));
      receiver.enqueue(refusal(30));
      receiver.start();
      String address = address(receiver.getPort());
      try (RunningJvm jvm = start("otlp.interval=6s", "otlp.endpoint=" + address)) {
        assertTrue(receiver.takeRequest(60, TimeUnit.SECONDS) != null);
        assertEquals(
            "[ecs-metrics-agent] the last numbers were not pushed to "
                + address
                + ": HTTP 503; the application is not affected\n",
            terminate(jvm));
        assertEquals(2, receiver.getRequestCount());
      }
    }
  }

  private static MockResponse refusal(int seconds) {
    return new MockResponse.Builder().code(503).addHeader("Retry-After", "" + seconds).build();
  }

  @Test
  void twoReceiversThatNeverAnswerShareTheTime() throws Exception {
    try (ServerSocket receiver = silent();
        ServerSocket gateway = silent()) {
      String address = address(receiver.getLocalPort());
      String gatewayAddress = "http://127.0.0.1:" + gateway.getLocalPort();
      try (RunningJvm jvm =
          start("otlp.interval=1s", "otlp.endpoint=" + address, "push.url=" + gatewayAddress)) {
        receiver.accept().getInputStream().read();
        assertEquals(notPushed(address) + notPushed(gatewayAddress), terminate(jvm));
      }
    }
  }

  /**
   * A thread in a native read would delay each exit by about 310 ms. The receiver does not answer
   * the push that is under way, and accepts the last one.
   */
  @Test
  void pushThatHangsDoesNotDelayTheExit() throws Exception {
    int runs = 5;
    long[] added = new long[runs];
    for (int i = 0; i < runs; i++) {
      long without = exitMillis(JvmCommand.of(Waiting.class).start());
      try (MockWebServer receiver = new MockWebServer()) {
        receiver.enqueue(
            new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
        receiver.enqueue(new MockResponse.Builder().code(200).build());
        receiver.start();
        String address = address(receiver.getPort());
        RunningJvm jvm = start("otlp.interval=1s", "otlp.endpoint=" + address);
        assertTrue(receiver.takeRequest(60, TimeUnit.SECONDS) != null);
        added[i] = exitMillis(jvm) - without;
        assertEquals(2, receiver.getRequestCount());
        assertEquals("", jvm.stderr());
      }
    }
    Arrays.sort(added);
    // Every exit would be delayed, so the quick ones decide; the others met a busy machine.
    assertTrue(added[1] < 250, "added ms, sorted: " + Arrays.toString(added));
  }

  private static long exitMillis(RunningJvm started) throws Exception {
    try (RunningJvm jvm = started) {
      jvm.awaitStdout("ready");
      long start = System.nanoTime();
      jvm.endInput();
      return (System.nanoTime() - start) / 1_000_000;
    }
  }
}
