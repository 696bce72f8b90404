package io.github.ecsmetrics.agent.otlp;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;

/** Writes exemplars: the trace that a measurement was made in. */
final class ExemplarEncoder {
  private ExemplarEncoder() {}

  static void write(ProtobufWriter out, int field, Iterable<Exemplar> exemplars) {
    for (Exemplar exemplar : exemplars) write(out, field, exemplar);
  }

  /** Ids that are valid have fields of their own; every other label is an attribute. */
  static void write(ProtobufWriter out, int field, Exemplar exemplar) {
    int message = out.begin(field);
    if (exemplar.hasTimestamp()) out.fixed64(2, exemplar.getTimestampMillis() * 1_000_000);
    out.number(3, exemplar.getValue());
    Labels labels = exemplar.getLabels();
    for (int i = 0; i < labels.size(); i++) {
      String name = labels.getPrometheusName(i);
      String value = labels.getValue(i);
      if (name.equals(Exemplar.SPAN_ID) && isId(value, 16)) {
        out.bytes(4, bytes(value));
      } else if (name.equals(Exemplar.TRACE_ID) && isId(value, 32)) {
        out.bytes(5, bytes(value));
      } else {
        Attributes.write(out, 7, name, value);
      }
    }
    out.end(message);
  }

  private static boolean isId(String text, int digits) {
    if (text.length() != digits) return false;
    for (int i = 0; i < digits; i++) {
      if (Character.digit(text.charAt(i), 16) < 0) return false;
    }
    return true;
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      bytes[i] = (byte) (high << 4 | Character.digit(hex.charAt(2 * i + 1), 16));
    }
    return bytes;
  }
}
