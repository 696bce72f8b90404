package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * One answer of client_java's {@code MetricsHandler}, taken from memory.
 *
 * <p>The handler sees a request that cannot lead it astray: no method but {@code GET}, no protobuf
 * (its writer is not there), no {@code debug=}, no compression (with it, a failure comes too late
 * for a status). Whatever it answers but 200 becomes an exception here, since its own error bodies
 * are stack traces.
 */
final class Scrape {
  private final MetricsHandler handler;
  private int lastSize = 16 * 1024;

  Scrape(PrometheusRegistry registry) {
    handler = new MetricsHandler(registry);
  }

  Response answer(Request request) throws IOException {
    String query = NameFilter.of(request.query);
    if (query == null) return Response.text(400, "bad query");
    boolean openMetrics = Accept.openMetrics(request.header("accept"));
    ScrapeExchange exchange = new ScrapeExchange(query, openMetrics, lastSize);
    handler.handle(exchange);
    if (exchange.getResponseCode() != 200) throw new IOException(exchange.firstLine());
    byte[] body = exchange.body();
    lastSize = body.length + 1024;
    String type = exchange.getResponseHeaders().getFirst("Content-Type");
    if (!Accept.gzip(request.header("accept-encoding"))) return response(type, body);
    return response(type, gzip(body)).with("Content-Encoding", "gzip");
  }

  private static Response response(String type, byte[] body) {
    return Response.of(200, type, body).with("Vary", "Accept, Accept-Encoding");
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length / 4);
    try (GZIPOutputStream gzip = new FastGzip(compressed)) {
      gzip.write(body);
    }
    return compressed.toByteArray();
  }

  /** A quarter of the time of the usual level, for text that shrinks to a tenth either way. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream to) throws IOException {
      super(to, 8 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
