package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.github.ecsmetrics.agent.metrics.PushStats;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpTargetTest {
  private static final List<MultiCollector> ONE_COUNTER =
      List.of(
          () ->
              MetricSnapshots.of(
                  CounterSnapshot.builder()
                      .name("orders")
                      .help("Orders")
                      .dataPoint(
                          CounterSnapshot.CounterDataPointSnapshot.builder().value(3).build())
                      .build()));

  private final MockWebServer server = new MockWebServer();
  private final PushStats stats = new PushStats(new TaskMonitor(null, 10_000), null);

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void requestIsCompressedProtobufUnderTheNameThatIsScraped() throws Exception {
    answer(200);
    push("");
    RecordedRequest request = server.takeRequest();
    assertEquals("POST /v1/metrics HTTP/1.1", request.getRequestLine());
    assertEquals("application/x-protobuf", request.getHeaders().get("Content-Type"));
    assertEquals("gzip", request.getHeaders().get("Content-Encoding"));
    assertNull(request.getHeaders().get("Authorization"));
    var message = ExportMetricsServiceRequest.parseFrom(uncompressed(request));
    var metric = message.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
    assertEquals("orders_total", metric.getName());
    assertEquals("", metric.getUnit());
    assertEquals(3, metric.getSum().getDataPoints(0).getAsDouble());
    assertEquals(Map.of("success", 1), counted());
  }

  private static byte[] uncompressed(RecordedRequest request) throws IOException {
    return new GZIPInputStream(new ByteArrayInputStream(request.getBody().toByteArray()))
        .readAllBytes();
  }

  @Test
  void headersComeFromTheSettingAndAFileWhichWins(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("headers");
    Files.writeString(file, "api-key=of-the-file\n\nX-Scope-OrgID=7\n");
    answer(200);
    push(",otlp.headers=api-key=old;X-Team=a b,otlp.headers.file=" + file);
    var headers = server.takeRequest().getHeaders();
    assertEquals("of-the-file", headers.get("api-key"));
    assertEquals("a b", headers.get("X-Team"));
    assertEquals("7", headers.get("X-Scope-OrgID"));
  }

  @Test
  void fileThatCannotBeReadIsAFailureThatNamesTheSetting(@TempDir Path folder) {
    Path none = folder.resolve("none");
    assertEquals(
        "otlp.headers.file is not a file of up to 64 KiB: " + none,
        failure(",otlp.headers.file=" + none));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void refusalThatMayPassIsTriedAgain(int status) throws Exception {
    server.enqueue(new MockResponse.Builder().code(status).addHeader("Retry-After", "0").build());
    answer(200);
    push("");
    assertEquals(2, server.getRequestCount());
    assertEquals(Map.of("http_" + status, 1, "success", 1), counted());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 404, 413, 500, 501})
  void otherRefusalIsFinal(int status) {
    answer(status);
    assertEquals("HTTP " + status, failure(""));
    assertEquals(1, server.getRequestCount());
    assertEquals(Map.of("http_" + status, 1), counted());
  }

  @Test
  void refusalThatLastsEndsWithThePush() {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "60").build());
    assertEquals("HTTP 503", failure(""));
  }

  @Test
  void reasonOfCloudWatchIsInTheMessage() throws Exception {
    String reason = "Maximum number of datapoints per request exceeded: 1000.";
    ByteArrayOutputStream status = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(status);
    out.writeInt32(1, 3);
    out.writeString(2, reason);
    out.flush();
    server.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body(new Buffer().write(status.toByteArray()))
            .build());
    assertEquals("HTTP 400: " + reason, failure(""));
  }

  @ParameterizedTest
  @CsvSource({
    "'no such tenant\nat line 1', ': no such tenant'",
    "the key s3cret is not known, ': the key *** is not known'",
    "the token of-it is not known, ': the token *** is not known'",
    "<html>Bad gateway</html>, ''",
  })
  void textOfAnotherReceiverIsInItsFirstLineAndWithoutSecrets(String body, String shown) {
    server.enqueue(new MockResponse.Builder().code(400).body(body).build());
    assertEquals(
        "HTTP 400" + shown, failure(",otlp.headers=api-key=s3cret;Authorization=Bearer of-it"));
  }

  /** AWS quotes the request that it expected to be signed. */
  @Test
  void secretThatTheLimitCutsIsNotShown() {
    String body = "x".repeat(295) + "s3cret-token";
    server.enqueue(new MockResponse.Builder().code(400).body(body).build());
    assertEquals(
        "HTTP 400: " + "x".repeat(295) + "***", failure(",otlp.headers=api-key=s3cret-token"));
  }

  @Test
  void lineOfTheFileThatIsNoHeaderIsNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("headers");
    Files.writeString(file, "api-key=of-the-file\n\ndd-api-key: KEY\n");
    assertEquals(
        "line 3 of otlp.headers.file is not name=value", failure(",otlp.headers.file=" + file));
  }

  @Test
  void cancelledPushSendsNoFurtherRequestAndALaterOneIsWhole() throws Exception {
    server.enqueue(new MockResponse.Builder().code(503).addHeader("Retry-After", "3").build());
    OtlpTarget target = receiver(url(), "", Map.of());
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    new Thread(() -> failure.complete(assertThrows(IOException.class, () -> push(target)))).start();
    server.takeRequest();
    target.cancel();
    failure.get(10, TimeUnit.SECONDS);
    assertEquals(1, server.getRequestCount());
    answer(200);
    push(target);
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void partOfTheMetricsIsAccepted() throws Exception {
    byte[] partial =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(1)
                    .setErrorMessageBytes(ByteString.copyFromUtf8("too old")))
            .build()
            .toByteArray();
    server.enqueue(new MockResponse.Builder().code(200).body(new Buffer().write(partial)).build());
    push("");
    assertEquals(Map.of("partial", 1), counted());
  }

  /** The receiver has accepted the metrics, whatever becomes of its answer. */
  @Test
  void bodyThatNeverEndsIsASuccess() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(200)
            .body("x".repeat(10_000))
            .throttleBody(1_000, 1, TimeUnit.MINUTES)
            .build());
    push("");
    assertEquals(Map.of("success", 1), counted());
  }

  @Test
  void receiverThatIsGoneIsUnreachable() throws Exception {
    int port = server.getPort();
    server.close();
    OtlpTarget receiver = receiver("http://127.0.0.1:" + port + "/v1/metrics", "", Map.of());
    IOException failure = assertThrows(IOException.class, () -> push(receiver));
    assertEquals("connection refused", failure.getMessage());
    assertEquals(Map.of("unreachable", 1), counted());
  }

  @Test
  void receiverThatIsSilentTimesOut() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/v1/metrics";
      OtlpTarget receiver = receiver(url, ",otlp.timeout=200ms", Map.of());
      IOException failure = assertThrows(IOException.class, () -> push(receiver));
      assertEquals("timed out after 200 ms", failure.getMessage());
      assertEquals(Map.of("timeout", 1), counted());
    }
  }

  @Test
  void abortEndsAPushThatHangsAndEachLaterOne() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/v1/metrics";
      OtlpTarget receiver = receiver(url, "", Map.of());
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      new Thread(() -> failure.complete(assertThrows(IOException.class, () -> push(receiver))))
          .start();
      silent.accept().getInputStream().read();
      receiver.abort();
      failure.get(10, TimeUnit.SECONDS);
      assertThrows(IOException.class, () -> push(receiver));
    }
  }

  @Test
  void deltaThatWasNotAcceptedIsPartOfTheNext() throws Exception {
    answer(500);
    answer(200);
    answer(200);
    OtlpTarget receiver = receiver(url(), ",otlp.temporality=delta", Map.of());
    assertThrows(IOException.class, () -> push(receiver));
    push(receiver);
    push(receiver);
    server.takeRequest();
    assertEquals(List.of(3.0), deltas(server.takeRequest()));
    assertEquals(List.of(0.0), deltas(server.takeRequest()));
  }

  private static List<Double> deltas(RecordedRequest request) throws IOException {
    var message = ExportMetricsServiceRequest.parseFrom(uncompressed(request));
    var metric = message.getResourceMetrics(0).getScopeMetrics(0).getMetrics(0);
    return metric.getSum().getDataPointsList().stream().map(p -> p.getAsDouble()).toList();
  }

  @Test
  void requestToAwsIsSignedWithTheRolesCredentials() throws Exception {
    server.enqueue(
        new MockResponse.Builder()
            .code(200)
            .body(
                "{\"AccessKeyId\": \"AKID\", \"SecretAccessKey\": \"SECRET\", \"Token\": \"TOKEN\","
                    + " \"Expiration\": \"2099-01-01T00:00:00Z\"}")
            .build());
    answer(200);
    answer(200);
    String credentials = "http://127.0.0.1:" + server.getPort() + "/role";
    OtlpTarget receiver =
        receiver(
            url(),
            ",otlp.auth=sigv4:monitoring/eu-west-1",
            Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                credentials,
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "container"));
    push(receiver);
    push(receiver);
    RecordedRequest role = server.takeRequest();
    assertEquals("GET /role HTTP/1.1", role.getRequestLine());
    assertEquals("container", role.getHeaders().get("Authorization"));
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = server.takeRequest();
      assertEquals("TOKEN", request.getHeaders().get("X-Amz-Security-Token"));
      assertEquals(ReceivedSignature.expected(request, "SECRET"), ReceivedSignature.sent(request));
    }
  }

  @Test
  void receiverProvesItsNameByTheGivenAuthority(@TempDir Path folder) throws Exception {
    KeyPairFiles files = KeyPairFiles.make(folder, "receiver", "EC");
    server.useHttps(files.server().getSocketFactory());
    answer(200);
    String url = url().replace("http://", "https://");
    push(receiver(url, ",otlp.tls.ca=" + files.certificate, Map.of()));
    assertEquals(1, server.getRequestCount());
    OtlpTarget suspicious = receiver(url, "", Map.of());
    assertThrows(IOException.class, () -> push(suspicious));
    assertEquals(Map.of("broken", 1, "success", 1), counted());
  }

  @Test
  void forbiddenSignatureNamesTheActionAndNoSecret() {
    server.enqueue(
        new MockResponse.Builder().code(403).body("AKID may not use TOKEN or SECRET").build());
    Map<String, String> keys =
        Map.of(
            "AWS_ACCESS_KEY_ID", "AKID",
            "AWS_SECRET_ACCESS_KEY", "SECRET",
            "AWS_SESSION_TOKEN", "TOKEN");
    OtlpTarget receiver = receiver(url(), ",otlp.auth=sigv4:monitoring/eu-west-1", keys);
    IOException failure = assertThrows(IOException.class, () -> push(receiver));
    assertEquals(
        "HTTP 403: *** may not use *** or ***;"
            + " the task role (taskRoleArn) has to allow cloudwatch:PutMetricData",
        failure.getMessage());
  }

  @Test
  void taskWithoutARoleIsAFailureThatSaysSo() {
    OtlpTarget receiver = receiver(url(), ",otlp.auth=sigv4:monitoring/eu-west-1", Map.of());
    IOException failure = assertThrows(IOException.class, () -> push(receiver));
    assertEquals("no AWS credentials: the task has no role (taskRoleArn)", failure.getMessage());
    assertFalse(server.getRequestCount() > 0);
  }

  private void answer(int status) {
    server.enqueue(new MockResponse.Builder().code(status).build());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getPort() + "/v1/metrics";
  }

  private void push(String more) throws IOException {
    push(receiver(url(), more, Map.of()));
  }

  private String failure(String more) {
    return assertThrows(IOException.class, () -> push(more)).getMessage();
  }

  private OtlpTarget receiver(String url, String more, Map<String, String> environment) {
    Settings settings = Settings.parse("otlp.timeout=2s,otlp.endpoint=" + url + more);
    assertEquals(List.of(), settings.warnings);
    return new OtlpTarget(settings.otlp, "1", stats, environment);
  }

  private static void push(OtlpTarget receiver) throws IOException {
    receiver.push(null, ONE_COUNTER, System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
  }

  /** Requests by outcome. */
  private Map<String, Integer> counted() {
    Map<String, Integer> counted = new TreeMap<>();
    for (var snapshot : stats.collect()) {
      if (!(snapshot instanceof CounterSnapshot)) continue;
      for (var point : ((CounterSnapshot) snapshot).getDataPoints()) {
        counted.put(point.getLabels().get("outcome"), (int) point.getValue());
      }
    }
    return counted;
  }
}
