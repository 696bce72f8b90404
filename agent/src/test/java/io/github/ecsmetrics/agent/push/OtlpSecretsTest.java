package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.settings.OtlpSettings;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers and endpoints that repeat what was sent to them, with {@code debug=true}. */
@Timeout(60)
class OtlpSecretsTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIDS3CRET1",
          "AWS_SECRET_ACCESS_KEY", "S3CRET2/abc",
          "AWS_SESSION_TOKEN", "S3CRET3==");

  private static final String JSON =
      "{\"AccessKeyId\": \"AKIDS3CRET1\", \"SecretAccessKey\": \"S3CRET2\", \"Token\": \"S3CRET3\"";

  @RegisterExtension private final OtlpServer receiver = new OtlpServer();

  /** What the receiver saw: signatures are made for each request. */
  private final List<String> signatures = new CopyOnWriteArrayList<>();

  private Map<String, String> environment = new HashMap<>(KEYS);
  private String authentication = ",otlp.auth=sigv4:monitoring/eu-west-1";
  @TempDir private Path folder;

  @BeforeEach
  void repeatTheRequest() {
    respond(400);
  }

  private void respond(int status) {
    receiver.http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(status).body(repeated(request)).build();
          }
        });
  }

  /** In one line, since the first is quoted. */
  private String repeated(RecordedRequest request) {
    String authorization = request.getHeaders().get("Authorization");
    int signature = authorization == null ? -1 : authorization.indexOf("Signature=");
    if (signature >= 0) signatures.add(authorization.substring(signature + 10));
    return request.getHeaders().toString().replace("\n", " ");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 413, 429, 500, 503})
  void signedRequestThatIsRepeated(int status) {
    respond(status);
    assertSilent(pushed(receiver.url()));
    assertTrue(signatures.size() > 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 401, 403, 413, 429, 500, 503})
  void headersThatAreRepeated(int status) {
    respond(status);
    authentication = ",otlp.headers=api-key=S3CRET4;Authorization=Bearer S3CRET5";
    assertSilent(pushed(receiver.url()));
    authentication = "";
    assertSilent(pushed(receiver.url().replace("http://", "http://S3CRET6:S3CRET%2F7@")));
  }

  @Test
  void partialSuccessThatRepeatsTheRequest() {
    receiver.http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            byte[] partial =
                ExportMetricsServiceResponse.newBuilder()
                    .setPartialSuccess(
                        ExportMetricsPartialSuccess.newBuilder()
                            .setRejectedDataPoints(1)
                            .setErrorMessage(repeated(request)))
                    .build()
                    .toByteArray();
            return new MockResponse.Builder().body(new Buffer().write(partial)).build();
          }
        });
    assertSilent(pushed(receiver.url()));
  }

  /** It is quoted, too: a person may see that it is another protocol's. */
  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n"})
  void answerThatIsNotHttp(String start) throws Exception {
    authentication = ",otlp.headers=api-key=S3CRET4";
    try (ServerSocket server = new ServerSocket(0)) {
      repeatEachLine(server, start);
      assertSilent(pushed(OtlpServer.url(server.getLocalPort())));
    }
  }

  /** Answers one request by its line with the key. */
  private static void repeatEachLine(ServerSocket server, String start) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket client = server.accept()) {
                BufferedReader in =
                    new BufferedReader(
                        new InputStreamReader(
                            client.getInputStream(), StandardCharsets.ISO_8859_1));
                String line = in.readLine();
                while (!line.startsWith("api-key: ")) line = in.readLine();
                String key = line.substring(line.indexOf(' '));
                client.getOutputStream().write((start + "the key" + key + "\r\n\r\n").getBytes());
                while (in.read() >= 0) {
                  // A close with bytes unread would be a reset.
                }
              } catch (IOException ended) {
                // The client has left.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {JSON, JSON + ", \"Token\": 1}", JSON + "} S3CRET2", "S3CRET2", "{S3CRET2"})
  void credentialsThatCannotBeRead(String answer) throws Exception {
    role(answer);
    assertSilent(pushed(receiver.url()));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 400, 404, 500})
  void endpointOfCredentialsThatFails(int status) throws Exception {
    role(JSON + "}");
    respond(status);
    assertSilent(pushed(receiver.url()));
  }

  @Test
  void endpointOfCredentialsThatIsNotHttp() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread thread =
          new Thread(
              () -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write((JSON + "}\r\n\r\n").getBytes());
                  client.getInputStream().read(new byte[8192]);
                } catch (IOException ended) {
                  // The client has left.
                }
              });
      thread.setDaemon(true);
      thread.start();
      environment =
          Map.of(
              "AWS_CONTAINER_CREDENTIALS_FULL_URI",
              "http://127.0.0.1:" + server.getLocalPort() + "/S3CRET8");
      assertSilent(pushed(receiver.url()));
    }
  }

  @Test
  void tokenForTheCredentialsThatIsBroken() throws Exception {
    role(JSON + "}");
    environment.put(
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        Files.writeString(folder.resolve("token"), "S3CRET9\nS3CRET9").toString());
    assertSilent(pushed(receiver.url()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
  void keyThatIsBroken(String variable) {
    environment.put(variable, "S3CRET1\nS3CRET2");
    assertSilent(pushed(receiver.url()));
  }

  @Test
  void fileOfHeadersThatIsBroken() throws Exception {
    Path file = Files.writeString(folder.resolve("headers"), "Authorization: S3CRET4\n");
    authentication = ",otlp.headers.file=" + file;
    assertSilent(pushed(receiver.url()));
  }

  /** The receiver's server is that of the credentials as well. */
  private void role(String answer) {
    receiver.http.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            boolean role = request.getTarget().startsWith("/S3CRET8");
            String body = role ? answer : repeated(request);
            return new MockResponse.Builder().code(role ? 200 : 400).body(body).build();
          }
        });
    environment = new HashMap<>();
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + receiver.http.getPort() + "/S3CRET8");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "S3CRET9");
  }

  private String pushed(String url) {
    OtlpSettings settings = OtlpServer.settings(url, authentication);
    OtlpTarget target = new OtlpTarget(settings, "1", receiver.stats, environment);
    PeriodicPush pushes =
        new PeriodicPush(target, receiver.unknown, () -> OtlpServer.ONE_COUNTER, settings, false);
    return Stderr.withTraces(() -> pushes.push(null, System.nanoTime() / 1_000_000));
  }

  private void assertSilent(String printed) {
    assertTrue(printed.startsWith("[ecs-metrics-agent] "), printed);
    assertFalse(printed.contains("S3CRET"), printed);
    for (String signature : signatures) assertFalse(printed.contains(signature), printed);
  }
}
