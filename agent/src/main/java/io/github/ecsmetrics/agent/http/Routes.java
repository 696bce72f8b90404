package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.page.TaskPage;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.JvmReport;
import io.github.ecsmetrics.agent.metrics.LastPush;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The paths and their responses; {@code GET} and {@code HEAD} only. */
final class Routes {
  private static final String METRICS = "/metrics";
  static final String HEALTHY = "/-/healthy";

  /** Body of the 503 for a request that failed. */
  static final String FAILED = "failed; the reason is on stderr";

  private final BasicAuth auth;
  private final Settings settings;
  private final TaskMonitor monitor;
  private final MetricsRoute metrics;

  /**
   * The routes of one server.
   *
   * @param auth null if no password is needed
   */
  Routes(BasicAuth auth, Settings settings, TaskMonitor monitor, MetricsRoute metrics) {
    this.auth = auth;
    this.settings = settings;
    this.monitor = monitor;
    this.metrics = metrics;
  }

  /**
   * The response if it costs next to nothing, null if {@link #render} has to work for it.
   *
   * @param trusted whether the client has shown a certificate, if it needs one
   */
  Response respondDirectly(Request request, boolean trusted) {
    Response refusal = request.path.equals(HEALTHY) ? null : refuse(request, trusted);
    if (refusal != null) return refusal;
    if (!isKnown(request.path)) return Response.text(404, "not found");
    if (!request.method.equals("GET") && !request.isHead()) {
      return Response.text(405, "only GET and HEAD are allowed").with("Allow", "GET, HEAD");
    }
    if (request.hasBody()) return Response.text(413, "a request must not have a body");
    switch (request.path) {
      case HEALTHY:
        return Response.text(200, "Healthy");
      case "/task":
        return raw(monitor.latest().taskBody());
      case "/stats":
        return raw(monitor.latest().statsBody());
      default:
        return null;
    }
  }

  /**
   * Renders the response, on a worker. If that fails, the response is a 503 and one line on stderr
   * gives the reason; nothing is thrown.
   */
  Response render(Request request) {
    try {
      if (request.path.equals(METRICS)) {
        Response response = metrics.render(request);
        AgentLog.resolved(METRICS);
        return response;
      }
      return page(request);
    } catch (Throwable failure) {
      AgentLog.problem(METRICS, request.path + " failed (" + failure + "); everything else works");
      AgentLog.debug(failure);
      return Response.text(503, FAILED);
    }
  }

  private Response page(Request request) {
    ContainerFilter filter =
        new ContainerFilter(settings.containersInclude, settings.containersExclude);
    List<MultiCollector> collectors = metrics.metrics().own();
    TaskPage page =
        new TaskPage(
            monitor.latest(),
            filter,
            settings.server.rawEndpoints,
            JvmReport.of(collectors),
            LastPush.of(collectors));
    String accept = request.header("accept");
    if (accept == null || Accept.quality(accept, "text/html") <= 0) {
      return Response.of(200, Response.TEXT, bytes(page.text())).with("Vary", "Accept");
    }
    return Response.of(200, "text/html; charset=utf-8", bytes(page.html()))
        .with("Vary", "Accept")
        .with("Content-Security-Policy", TaskPage.POLICY)
        .with("Referrer-Policy", "no-referrer");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Null if the client may read. */
  private Response refuse(Request request, boolean trusted) {
    if (!trusted) return Response.text(403, "client certificate required");
    if (auth == null || auth.admits(request)) return null;
    String challenge = "Basic realm=\"ecs-metrics-agent\", charset=\"UTF-8\"";
    return Response.text(401, "user and password required").with("WWW-Authenticate", challenge);
  }

  private boolean isKnown(String path) {
    switch (path) {
      case METRICS:
      case HEALTHY:
      case "/":
        return true;
      case "/task":
      case "/stats":
        return settings.server.rawEndpoints;
      default:
        return false;
    }
  }

  private static Response raw(byte[] body) {
    if (body != null) return Response.of(200, Response.JSON, body);
    String error = "{\"error\":\"no answer from the task metadata endpoint yet\"}\n";
    return Response.of(503, Response.JSON, bytes(error));
  }
}
