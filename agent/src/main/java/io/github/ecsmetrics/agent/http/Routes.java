package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** What each path answers; {@code GET} and {@code HEAD} only. */
final class Routes {
  private static final String METRICS = "/metrics";
  private static final String HEALTHY = "/-/healthy";

  private final BasicAuth auth;
  private final boolean rawEndpoints;
  private final Supplier<byte[]> task;
  private final Supplier<byte[]> stats;
  private final MetricsRoute metrics;

  /**
   * The routes of one server.
   *
   * @param auth null where everybody may read
   */
  Routes(
      BasicAuth auth,
      boolean rawEndpoints,
      Supplier<byte[]> task,
      Supplier<byte[]> stats,
      MetricsRoute metrics) {
    this.auth = auth;
    this.rawEndpoints = rawEndpoints;
    this.task = task;
    this.stats = stats;
    this.metrics = metrics;
  }

  /**
   * The answer where it costs nothing, null where {@link #answer} has to work for it.
   *
   * @param trusted whether the client has shown the certificate that it needs
   */
  Response atOnce(Request request, boolean trusted) {
    Response refusal = request.path.equals(HEALTHY) ? null : refuse(request, trusted);
    if (refusal != null) return refusal;
    if (!isKnown(request.path)) return Response.text(404, "not found");
    if (!request.method.equals("GET") && !request.isHead()) {
      return Response.text(405, "only GET and HEAD").with("Allow", "GET, HEAD");
    }
    if (request.hasBody()) return Response.text(413, "no request has a body here");
    switch (request.path) {
      case HEALTHY:
        return Response.text(200, "Healthy");
      case "/task":
        return raw(task.get());
      case "/stats":
        return raw(stats.get());
      default:
        return null;
    }
  }

  /** Answers on a worker; a failure is a 503 and one line on stderr, never an exception. */
  Response answer(Request request) {
    try {
      if (request.path.equals(METRICS)) {
        Response response = metrics.answer(request);
        AgentLog.resolved(METRICS);
        return response;
      }
      return Response.text(200, "ecs-metrics-agent");
    } catch (Throwable failure) {
      AgentLog.problem(
          METRICS, request.path + " failed (" + failure + "); everything else still works");
      AgentLog.debug(failure);
      return Response.text(503, "failed; the agent's stderr has the reason");
    }
  }

  /** Null for a client that may read; health checks have no credentials. */
  private Response refuse(Request request, boolean trusted) {
    if (!trusted) return Response.text(403, "a client certificate is needed");
    if (auth == null || auth.admits(request)) return null;
    String challenge = "Basic realm=\"ecs-metrics-agent\", charset=\"UTF-8\"";
    return Response.text(401, "user and password are needed").with("WWW-Authenticate", challenge);
  }

  private boolean isKnown(String path) {
    switch (path) {
      case METRICS:
      case HEALTHY:
      case "/":
        return true;
      case "/task":
      case "/stats":
        return rawEndpoints;
      default:
        return false;
    }
  }

  private static Response raw(byte[] body) {
    if (body != null) return Response.of(200, Response.JSON, body);
    String error = "{\"error\":\"no answer from the task metadata endpoint yet\"}\n";
    return Response.of(503, Response.JSON, error.getBytes(StandardCharsets.UTF_8));
  }
}
