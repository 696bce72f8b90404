package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.net.RequestException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A metadata endpoint that answers from memory; what it has no answer for is HTTP 404. */
public class CannedEndpoint extends MetadataClient {
  private final Map<String, byte[]> bodies = new HashMap<>();

  /**
   * @param endpointId the last part of its address
   */
  public CannedEndpoint(String endpointId) {
    super("http://169.254.170.2/v4/" + endpointId, 2000);
  }

  public CannedEndpoint answer(String path, String body) {
    return answer(path, body.getBytes(StandardCharsets.UTF_8));
  }

  public CannedEndpoint answer(String path, byte[] body) {
    bodies.put(path, body);
    return this;
  }

  public void fail(String path) {
    bodies.remove(path);
  }

  /** A watch over this endpoint that polls every 10 s of that clock. */
  public TaskMonitor monitor(FakeClock clock) {
    return new TaskMonitor(this, 10000, clock);
  }

  @Override
  public byte[] get(String pathSuffix) throws RequestException {
    byte[] body = bodies.get(pathSuffix);
    if (body != null) return body;
    throw new RequestException("http_404", "GET " + redactedUri(pathSuffix) + ": HTTP 404", null);
  }
}
