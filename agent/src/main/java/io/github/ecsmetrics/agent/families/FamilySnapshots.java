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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Families as client_java's snapshots, and as text in another format by its writers. */
final class FamilySnapshots {
  private FamilySnapshots() {}

  /**
   * The families of a page that snapshots can hold. The second of two that differ in dots only is
   * left out.
   */
  static MetricSnapshots read(List<Family> families) {
    return read(parts(families));
  }

  /** The parts of each family, by its name in the page. */
  private static Map<String, List<Family>> parts(List<Family> families) {
    Map<String, List<Family>> parts = new LinkedHashMap<>();
    for (Family family : families) {
      List<Family> others = parts.get(family.declaredName);
      if (others == null) parts.put(family.declaredName, others = new ArrayList<>(1));
      others.add(family);
    }
    return parts;
  }

  private static MetricSnapshots read(Map<String, List<Family>> families) {
    Set<String> names = new HashSet<>();
    List<MetricSnapshot> snapshots = new ArrayList<>(families.size());
    for (List<Family> parts : families.values()) {
      try {
        MetricSnapshot snapshot = new SnapshotReader(parts, families.keySet()).read();
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
    Map<String, List<Family>> parts = parts(families);
    MetricSnapshots snapshots = read(parts);
    byte[] text = text(snapshots, wanted);
    FamilyPage page = FamilyPage.scanOwn(text, wanted);
    for (int i = snapshots.size(); i < parts.size(); i++) page.addInvalid();
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
