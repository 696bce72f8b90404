package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of samples that the agent's families take. It grows and never shrinks: otherwise a
 * family of the application would come and go with one of the agent that is not there at each
 * scrape.
 */
public final class FamilyNames {
  private final Set<String> families = new HashSet<>();

  /** The family of each name. */
  private final Map<String, String> owners = new HashMap<>();

  /** Adds the families of these snapshots. */
  public synchronized void add(MetricSnapshots snapshots) {
    for (MetricSnapshot snapshot : snapshots) {
      String family = snapshot.getMetadata().getPrometheusName();
      if (!families.add(family)) continue;
      for (String name : FamilyType.of(snapshot).sampleNames(family, true)) {
        owners.put(name, family);
      }
    }
  }

  /** The Prometheus name of the family that takes samples of a name; null if there is none. */
  synchronized String owner(String sampleName) {
    return owners.get(sampleName);
  }
}
