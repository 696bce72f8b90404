package io.github.ecsmetrics.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * The task metadata endpoint, on a free port of loopback. It gives the answer that the test has set
 * for each path, else 404, and counts the requests. Paths are relative to the base: {@code ""},
 * {@code "/task"}, {@code "/task/stats"}.
 */
public final class MetadataEndpoint implements AutoCloseable {
  /** The DockerId of the container {@code app} in the fixture of {@link #fargate()}. */
  public static final String FARGATE_CONTAINER = "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0-2531612879";

  private static final String FULL_CONTAINER = "7e11b0c3d5f24f0e9a6b8d2c4e6f8a10-1000000001";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final String base;
  private volatile MockResponse fault;

  private MetadataEndpoint(String containerId) throws IOException {
    base = "/v4/" + containerId;
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request.getTarget());
          }

          /** A fault that happens before the request is read. */
          @Override
          public MockResponse peek() {
            MockResponse failing = fault;
            boolean early = failing != null && failing.getOnRequestStart() != null;
            return early ? failing : super.peek();
          }
        });
    server.start();
  }

  /** Answers 404 on every path. */
  public static MetadataEndpoint empty(String containerId) throws IOException {
    return new MetadataEndpoint(containerId);
  }

  /**
   * Task {@code orders:7} on Fargate with the containers {@code app} (whose endpoint this is) and
   * {@code envoy}, from this module's {@code endpoint/fargate}.
   */
  public static MetadataEndpoint fargate() throws IOException {
    return ofResources("/endpoint/fargate", FARGATE_CONTAINER);
  }

  /**
   * Task {@code checkout:42}, with every value that an endpoint can report about Linux containers:
   * {@code app} (whose endpoint this is), {@code proxy} (unhealthy) and {@code migrate} (stopped),
   * from this module's {@code endpoint/full}.
   */
  public static MetadataEndpoint full() throws IOException {
    return ofResources("/endpoint/full", FULL_CONTAINER);
  }

  /** The files {@code container.json}, {@code task.json}, {@code task-stats.json} of a folder. */
  public static MetadataEndpoint serving(Path folder, String containerId) throws IOException {
    MetadataEndpoint endpoint = new MetadataEndpoint(containerId);
    endpoint.file("", folder.resolve("container.json"));
    endpoint.file("/task", folder.resolve("task.json"));
    endpoint.file("/task/stats", folder.resolve("task-stats.json"));
    return endpoint;
  }

  /** The value of {@code ECS_CONTAINER_METADATA_URI_V4}. */
  public String uri() {
    return "http://127.0.0.1:" + server.getPort() + base;
  }

  public MetadataEndpoint json(String path, String body) {
    return answer(
        path,
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  public MetadataEndpoint answer(String path, MockResponse response) {
    answers.put(base + path, response);
    return this;
  }

  /** Answers every path like this, until {@link #recover()}. */
  public MetadataEndpoint fail(MockResponse response) {
    fault = response;
    return this;
  }

  public MetadataEndpoint recover() {
    fault = null;
    return this;
  }

  /** The number of requests for this path so far. */
  public int requests(String path) {
    AtomicInteger count = requests.get(base + path);
    return count == null ? 0 : count.get();
  }

  /** The number of requests for any path so far. */
  public int requests() {
    return requests.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  @Override
  public void close() {
    server.close();
  }

  private static MetadataEndpoint ofResources(String folder, String containerId)
      throws IOException {
    MetadataEndpoint endpoint = new MetadataEndpoint(containerId);
    endpoint.json("/task", resource(folder + "/task.json"));
    endpoint.json("/task/stats", resource(folder + "/task-stats.json"));
    return endpoint;
  }

  private MockResponse answer(String target) {
    requests.computeIfAbsent(target, any -> new AtomicInteger()).incrementAndGet();
    MockResponse failing = fault;
    if (failing != null) return failing;
    MockResponse answer = answers.get(target);
    return answer != null ? answer : new MockResponse.Builder().code(404).build();
  }

  private void file(String path, Path file) throws IOException {
    if (Files.exists(file)) json(path, Files.readString(file));
  }

  /** A file of this module's test resources. */
  public static String resource(String name) {
    try (InputStream in = MetadataEndpoint.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
