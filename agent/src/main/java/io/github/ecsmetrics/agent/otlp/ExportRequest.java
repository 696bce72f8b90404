package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One {@code ExportMetricsServiceRequest}: the body of one POST. */
public final class ExportRequest {
  public static final String CONTENT_TYPE = "application/x-protobuf";
  public static final String CONTENT_ENCODING = "gzip";

  final List<DataPointSnapshot> points;
  private final byte[] body;

  ExportRequest(ProtobufWriter message, List<DataPointSnapshot> points) {
    this.points = points;
    this.body = gzip(message);
  }

  /** The compressed message, the same array each time. */
  public byte[] body() {
    return body;
  }

  public int dataPoints() {
    return points.size();
  }

  private static byte[] gzip(ProtobufWriter message) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(message.size() / 8 + 64);
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      message.writeTo(gzip);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return compressed.toByteArray();
  }
}
