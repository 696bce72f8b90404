package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.StringPool;
import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.net.HttpClient;
import io.github.ecsmetrics.agent.net.HttpResponse;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.net.RequestFailure;
import java.io.IOException;
import java.util.Arrays;

/**
 * Asks the task metadata endpoint, directly and within a deadline, decodes the answers and counts
 * the requests.
 *
 * <p>Not final, so that tests can answer from memory.
 */
public class MetadataClient {
  private static final String ACCEPT = "Accept: application/json\r\n";

  private final String base;

  /** The reason why the base is no address, or null. */
  private final String flaw;

  private final HttpAddress address;
  private final int timeoutMillis;

  /** Null if the base has a flaw. */
  private final HttpClient http;

  private final StringPool pool = new StringPool();
  private RequestStats requests = RequestStats.NONE;

  /**
   * @param baseUri {@code http://host[:port][/path]}, as in {@code ECS_CONTAINER_METADATA_URI_V4};
   *     slashes at its end do not count. If it is wrong, {@link #get} throws.
   * @param timeoutMillis for one whole request, from connecting to the last byte; at least 1
   */
  public MetadataClient(String baseUri, int timeoutMillis) {
    String trimmed = baseUri.trim();
    int end = trimmed.length();
    while (end > 0 && trimmed.charAt(end - 1) == '/') end--;
    this.base = trimmed.substring(0, end);
    this.flaw = HttpAddress.flaw(base);
    this.address = flaw == null ? new HttpAddress(base) : null;
    this.http = flaw == null ? new HttpClient(address, null, timeoutMillis) : null;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * The last part of the base URI: the endpoint's id of this container, which is its DockerId on
   * Fargate.
   */
  public String endpointId() {
    return base.substring(base.lastIndexOf('/') + 1);
  }

  /** The requests of {@link #ask} so far. */
  RequestStats requests() {
    return requests;
  }

  /**
   * Asks a path for a JSON object; for one thread.
   *
   * @param last the last good answer of this path
   * @throws RequestException if the path gives nothing usable; its message is one line for a person
   */
  <T> LastAnswer<T> ask(String path, JsonDecoder<T> decoder, LastAnswer<T> last, Clock clock)
      throws RequestException {
    long start = clock.nanos();
    String outcome = "broken";
    try {
      byte[] body = get(path);
      // Most answers of /task repeat the one before.
      T value = Arrays.equals(body, last.body()) ? last.value() : decode(path, body, decoder);
      outcome = "success";
      return LastAnswer.good(value, body, clock);
    } catch (RequestException e) {
      outcome = e.outcome();
      throw e;
    } finally {
      double seconds = (clock.nanos() - start) / 1e9;
      requests = requests.plus(path.isEmpty() ? "/" : path, outcome, seconds);
    }
  }

  private <T> T decode(String path, byte[] body, JsonDecoder<T> decoder) throws RequestException {
    try {
      return JsonDecoder.decode(body, pool, decoder);
    } catch (IOException e) {
      throw new RequestException("bad_json", e.getMessage(), e).about("GET " + redactedUri(path));
    }
  }

  /**
   * The body of {@code GET base + pathSuffix}.
   *
   * @param pathSuffix for example {@code /task}, or empty for the container itself
   * @throws RequestException if it is not HTTP status 200 with a body of up to 4 MiB, in time; its
   *     message is one line that names the address and the reason, for example {@code GET
   *     http://169.254.170.2/v4/id/task: HTTP 404}
   */
  public byte[] get(String pathSuffix) throws RequestException {
    try {
      return exchange(pathSuffix);
    } catch (Exception e) {
      throw RequestFailure.of(e, timeoutMillis).about("GET " + redactedUri(pathSuffix));
    }
  }

  /** The address of {@link #get} without secrets, for a message. */
  public String redactedUri(String pathSuffix) {
    return Redacted.url(base + pathSuffix);
  }

  private byte[] exchange(String pathSuffix) throws IOException {
    if (flaw != null) throw new RequestException("bad_uri", flaw, null);
    String path = address.path + pathSuffix;
    try (HttpResponse response = http.send("GET", path, ACCEPT, null)) {
      int status = response.status();
      if (status == 200) return response.body();
      throw new RequestException("http_" + status, "HTTP " + status, null);
    } finally {
      // Seconds may have passed.
      AgentJar.check();
    }
  }

  /** Ends the request that another thread waits for, if any, and each later one. */
  public void abort() {
    if (http != null) http.abort();
  }
}
