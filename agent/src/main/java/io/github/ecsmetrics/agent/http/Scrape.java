package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.exposition.Exposition;
import io.github.ecsmetrics.agent.exposition.NameFilter;
import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Renders {@code /metrics} in the format and encoding that the client accepts. */
final class Scrape {
  /**
   * The agent sends it when it reads a page of the application, which may be its own by mistake.
   */
  private static final String FROM_AGENT = "x-ecs-metrics-agent";

  private final ServedMetrics metrics;
  private final Exposition plain;
  private final Exposition openMetrics;

  Scrape(ServedMetrics metrics) {
    this.metrics = metrics;
    plain = Exposition.plain(metrics);
    openMetrics = Exposition.openMetrics(metrics);
  }

  Response render(Request request) throws IOException {
    Predicate<String> names;
    try {
      names = NameFilter.of(request.query);
    } catch (IllegalArgumentException badEscape) {
      return Response.text(400, "bad query");
    }
    boolean open = Accept.openMetrics(request.header("accept"));
    boolean gzip = Accept.gzip(request.header("accept-encoding"));
    Exposition exposition = open ? openMetrics : plain;
    if (metrics.applicationMillis() == 0 || request.header(FROM_AGENT) != null) {
      return response(exposition.contentType(), gzip, exposition.collect(names));
    }
    TextFormat format = format(request, open);
    byte[][] text = exposition.collectMerged(format, names, end(request));
    return response(format.contentType(), gzip, text);
  }

  private static TextFormat format(Request request, boolean open) {
    TextFormat format = open ? TextFormat.OPEN_METRICS : TextFormat.PLAIN;
    String type = open ? "application/openmetrics-text" : "text/plain";
    return Accept.utf8(request.header("accept"), type) ? format.withUtf8() : format;
  }

  private long end(Request request) {
    String timeout = request.header("x-prometheus-scrape-timeout-seconds");
    int millis = ScrapeTimeout.millis(timeout, metrics.applicationMillis());
    return request.arrived + millis * 1_000_000L;
  }

  private static Response response(String type, boolean gzip, byte[]... text) throws IOException {
    byte[][] body = gzip ? new byte[][] {gzip(text)} : text;
    Response response = Response.of(200, type, body).with("Vary", "Accept, Accept-Encoding");
    return gzip ? response.with("Content-Encoding", "gzip") : response;
  }

  private static byte[] gzip(byte[][] text) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(8 * 1024);
    try (GZIPOutputStream gzip = new FastGzip(compressed)) {
      for (byte[] piece : text) gzip.write(piece);
    }
    return compressed.toByteArray();
  }

  /** Takes a quarter of the default level's time; the text shrinks to a tenth at both levels. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream to) throws IOException {
      super(to, 8 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
