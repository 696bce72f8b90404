package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.Pem;
import io.github.ecsmetrics.it.Program;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that people type. */
class CurlIT {
  @TempDir Path folder;
  private Path curl;
  private MetadataEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    curl = Program.onPath("curl");
    endpoint = MetadataEndpoint.fargate();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void passwordIsAskedFor() throws Exception {
    try (RunningJvm jvm = serving("http", "auth.user=ops", "auth.password=secret")) {
      String url = "http://127.0.0.1:" + jvm.port();
      assertEquals("401", status(url + "/metrics"));
      assertEquals("401", status("-u", "ops:wrong", url + "/metrics"));
      assertEquals("200", status("-u", "ops:secret", url + "/metrics"));
      assertEquals("401", status("-I", url + "/task"));
      assertEquals("200", status("-I", "-u", "ops:secret", url + "/task"));
      assertEquals("200", status(url + "/-/healthy"));
    }
  }

  @Test
  void certificateIsChecked() throws Exception {
    Pem server = Pem.selfSigned(folder, "server");
    try (RunningJvm jvm =
        serving("https", "tls.certificate=" + server.certificate(), "tls.key=" + server.key())) {
      String url = "https://127.0.0.1:" + jvm.port() + "/metrics";
      assertEquals("200", status("--cacert", server.certificate().toString(), url));
      assertEquals("200", status("-k", "--tlsv1.2", "--tls-max", "1.2", url));
      assertEquals("000", status(url));
      assertEquals("000", status(url.replace("https", "http")));
      assertEquals("", jvm.stderr());
    }
  }

  @Test
  void wrongMaterialMeansNoServer() throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class)
            .endpoint(endpoint)
            .agent("tls.certificate=/nowhere/server.crt", "tls.key=/nowhere/server.key")
            .start()) {
      jvm.awaitStderr("tls.certificate cannot be read");
      assertEquals("000", status("http://127.0.0.1:" + jvm.port() + "/metrics"));
      assertEquals(1, jvm.stderr().lines().count(), jvm.stderr());
    }
  }

  /** Nagle's algorithm and delayed acknowledgements would delay each request by 40 ms. */
  @ParameterizedTest
  @ValueSource(strings = {"Connection: keep-alive", "Connection: close"})
  void nobodyWaitsForAnAcknowledgement(String connection) throws Exception {
    try (RunningJvm jvm = serving("http")) {
      String url = "http://127.0.0.1:" + jvm.port() + "/metrics?n=[1-40]";
      String[] arguments = {"-H", connection, "-o", "/dev/null", "-w", "%{time_total}\\n", url};
      double[] seconds =
          curl(arguments).stdout().lines().mapToDouble(Double::parseDouble).sorted().toArray();
      assertEquals(40, seconds.length);
      // Every request would wait, so the quick ones decide; the others met a busy machine.
      assertTrue(seconds[10] < 0.035, Arrays.toString(seconds));
    }
  }

  private RunningJvm serving(String scheme, String... settings) throws Exception {
    RunningJvm jvm = JvmCommand.of(Waiting.class).endpoint(endpoint).agent(settings).start();
    String url = scheme + "://127.0.0.1:" + jvm.port() + "/-/healthy";
    jvm.await(() -> curl("-k", url).exitCode() == 0, "the server answers");
    return jvm;
  }

  private String status(String... arguments) throws Exception {
    String[] all = Arrays.copyOf(arguments, arguments.length + 4);
    System.arraycopy(
        new String[] {"-o", "/dev/null", "-w", "%{http_code}"}, 0, all, arguments.length, 4);
    return curl(all).stdout();
  }

  private Finished curl(String... arguments) {
    try {
      return JvmCommand.tool(curl).options("-s", "-m", "20").arguments(arguments).run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
