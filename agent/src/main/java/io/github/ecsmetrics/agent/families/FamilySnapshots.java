package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Families as client_java's snapshots, and as text in another format by its writers. */
final class FamilySnapshots {
  private FamilySnapshots() {}

  /**
   * The families that snapshots can hold. The second of two that differ in dots only is left out.
   */
  static MetricSnapshots read(List<Family> families) {
    Set<String> declared = new HashSet<>();
    for (Family family : families) declared.add(family.declaredName);
    Set<String> names = new HashSet<>();
    List<MetricSnapshot> snapshots = new ArrayList<>(families.size());
    for (Family family : families) {
      try {
        MetricSnapshot snapshot = new SnapshotReader(family, declared).read();
        if (names.add(snapshot.getMetadata().getPrometheusName())) snapshots.add(snapshot);
      } catch (IllegalArgumentException e) {
        // The model is stricter than the text formats: a label that begins with "..", for instance.
        continue;
      }
    }
    return new MetricSnapshots(snapshots);
  }

  /** The families as a page in another format; those that it cannot have count as invalid. */
  static FamilyPage write(List<Family> families, TextFormat wanted) {
    MetricSnapshots snapshots = read(families);
    byte[] text = text(snapshots, wanted);
    FamilyPage page = FamilyPage.scanOwn(text, wanted);
    for (int i = snapshots.size(); i < families.size(); i++) page.addInvalid();
    return page;
  }

  private static byte[] text(MetricSnapshots snapshots, TextFormat wanted) {
    ExpositionFormatWriter writer =
        wanted.openMetrics
            ? new OpenMetricsTextFormatWriter(true, true)
            : PrometheusTextFormatWriter.create();
    EscapingScheme names =
        wanted.utf8 ? EscapingScheme.ALLOW_UTF8 : EscapingScheme.UNDERSCORE_ESCAPING;
    ByteArrayOutputStream text = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(text, snapshots, names);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toByteArray();
  }
}
