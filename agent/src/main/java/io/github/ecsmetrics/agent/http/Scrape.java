package io.github.ecsmetrics.agent.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers of {@code /metrics}: of one registry, in the format and encoding that a client reads. */
final class Scrape {
  private final PrometheusRegistry registry;
  private final Exposition exposition;
  private volatile RepeatedText plain = RepeatedText.NONE;
  private volatile RepeatedText openMetrics = RepeatedText.NONE;

  Scrape(PrometheusRegistry registry) {
    this.registry = registry;
    this.exposition = new Exposition(registry);
  }

  Response answer(Request request) throws IOException {
    String names = NameFilter.of(request.query);
    if (names == null) return Response.text(400, "bad query");
    boolean open = Accept.openMetrics(request.header("accept"));
    boolean gzip = Accept.gzip(request.header("accept-encoding"));
    if (names.isEmpty()) return all(open, gzip);
    ScrapeExchange written = exposition.write(names, open);
    return response(written.contentType(), written.body(), gzip);
  }

  private Response all(boolean open, boolean gzip) throws IOException {
    MetricSnapshots snapshots = registry.scrape();
    RepeatedText text = (open ? openMetrics : plain).of(snapshots, exposition, open);
    if (open) openMetrics = text;
    else plain = text;
    ScrapeExchange rest = exposition.write(text.rest(snapshots), open);
    return response(rest.contentType(), text.and(rest.body()), gzip);
  }

  private static Response response(String type, byte[] body, boolean gzip) throws IOException {
    Response response =
        Response.of(200, type, gzip ? gzip(body) : body).with("Vary", "Accept, Accept-Encoding");
    return gzip ? response.with("Content-Encoding", "gzip") : response;
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
