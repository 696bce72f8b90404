package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The names of samples that the agent's families claim. It grows and never shrinks. */
public final class FamilyNames {
  /** Adds the families of these snapshots. */
  public void add(MetricSnapshots snapshots) {}
}
