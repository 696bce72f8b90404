package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.guest.NightlyJob;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

/** A job that is over before the first push of its interval. */
class OtlpFinalPushIT {
  @Test
  void endOfTheJvmPushesOnceMore() throws Exception {
    try (MockWebServer receiver = new MockWebServer();
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      receiver.enqueue(new MockResponse.Builder().code(200).build());
      receiver.start();
      Finished job = job(endpoint, address(receiver.getPort()), "push.timeout=30s");
      assertEquals("nightly job of checkout:42 done\n", job.stdout());
      assertEquals("", job.stderr());
      assertEquals(3, job.exitCode());
      assertEquals(1, receiver.getRequestCount());
    }
  }

  @Test
  void receiverThatHangsDelaysTheEndByTheTimeAtMost() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        MetadataEndpoint endpoint = MetadataEndpoint.full()) {
      String address = address(silent.getLocalPort());
      Finished job = job(endpoint, address, "push.timeout=1s");
      assertEquals(3, job.exitCode());
      assertEquals(
          "[ecs-metrics-agent] the last numbers were not pushed to "
              + address
              + ": not done within 1000 ms; the application is not affected\n",
          job.stderr());
    }
  }

  private static Finished job(MetadataEndpoint endpoint, String address, String... settings)
      throws Exception {
    List<String> all = new ArrayList<>(List.of(settings));
    all.add("otlp.interval=10m");
    all.add("otlp.endpoint=" + address);
    all.add("startup.wait=30s");
    return JvmCommand.of(NightlyJob.class)
        .endpoint(endpoint)
        .agentByEnvironment(all.toArray(new String[0]))
        .arguments("3")
        .run();
  }

  private static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1/metrics";
  }
}
