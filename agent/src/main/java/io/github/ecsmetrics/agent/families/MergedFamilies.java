package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collections;
import java.util.Set;

/** The families of all pages in one text, without the line {@code # EOF}. */
public final class MergedFamilies {
  public static final MergedFamilies NONE = new MergedFamilies();

  private MergedFamilies() {}

  /** The text; each line ends with a line feed. */
  public byte[] text() {
    return new byte[0];
  }

  /** The same families as snapshots, for pushes. */
  public MetricSnapshots snapshots() {
    return new MetricSnapshots();
  }

  /** Prometheus names of the agent's families that the application's families replace. */
  public Set<String> replaced() {
    return Collections.emptySet();
  }

  /** Families that are in the text. */
  public int merged() {
    return 0;
  }

  /** Families that are left out because another family has one of their names. */
  public int conflicts() {
    return 0;
  }

  /** Families that are left out because a parser would refuse them. */
  public int invalid() {
    return 0;
  }
}
