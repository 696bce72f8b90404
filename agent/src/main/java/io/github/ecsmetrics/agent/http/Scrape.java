package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.JdkModule;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Answers of {@code /metrics}, in the format and encoding that a client reads. */
final class Scrape {
  private final List<MultiCollector> collectors;
  private final Exposition plain;
  private final Exposition openMetrics;
  private NamedMetrics named;

  Scrape(List<MultiCollector> collectors) {
    this.collectors = collectors;
    plain = Exposition.plain(collectors);
    openMetrics = Exposition.openMetrics(collectors);
  }

  Response answer(Request request) throws IOException {
    String names = NameFilter.of(request.query);
    if (names == null) return Response.text(400, "bad query");
    boolean open = Accept.openMetrics(request.header("accept"));
    boolean gzip = Accept.gzip(request.header("accept-encoding"));
    if (!names.isEmpty()) return named(names, open, gzip);
    Exposition all = open ? openMetrics : plain;
    return response(all.contentType(), gzip, all.collect());
  }

  private synchronized Response named(String names, boolean open, boolean gzip) throws IOException {
    if (handlerIsMissing()) {
      return Response.text(503, "this JVM is without the module jdk.httpserver");
    }
    if (named == null) named = new NamedMetrics(collectors);
    ScrapeExchange written = named.write(names, open);
    return response(written.contentType(), gzip, written.body());
  }

  /** Looked for here, since {@link NamedMetrics} cannot be loaded without it. */
  private static boolean handlerIsMissing() {
    return JdkModule.isMissing(
        "jdk.httpserver",
        "com.sun.net.httpserver.HttpExchange",
        "/metrics?name[]=... is not answered");
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

  /** A quarter of the time of the usual level, for text that shrinks to a tenth either way. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(ByteArrayOutputStream to) throws IOException {
      super(to, 8 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
