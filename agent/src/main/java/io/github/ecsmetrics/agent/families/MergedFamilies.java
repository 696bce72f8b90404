package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collections;
import java.util.Set;

/** The families of all pages in one text. */
public final class MergedFamilies {
  /** No family at all. */
  public static final MergedFamilies NONE =
      new MergedFamilies(TextFormat.PLAIN, new byte[0], Collections.<String>emptySet(), 0, 0, 0);

  private final TextFormat format;
  private final byte[] text;
  private final Set<String> replaced;
  private final int merged;
  private final int conflicts;
  private final int invalid;

  MergedFamilies(
      TextFormat format,
      byte[] text,
      Set<String> replaced,
      int merged,
      int conflicts,
      int invalid) {
    this.format = format;
    this.text = text;
    this.replaced = Collections.unmodifiableSet(replaced);
    this.merged = merged;
    this.conflicts = conflicts;
    this.invalid = invalid;
  }

  /** The text, without {@code # EOF}. Each line ends with a line feed. Must not be changed. */
  public byte[] text() {
    return text;
  }

  /**
   * The same families as snapshots, for pushes: read from the text at each call. A family that no
   * snapshot can hold is missing.
   */
  public MetricSnapshots snapshots() {
    return FamilySnapshots.read(FamilyPage.scanOwn(text, format).families());
  }

  /** The Prometheus names of the agent's families that the application's families replace. */
  public Set<String> replaced() {
    return replaced;
  }

  /** The number of families in the text. */
  public int merged() {
    return merged;
  }

  /** The number of families that are left out because another one has one of their names. */
  public int conflicts() {
    return conflicts;
  }

  /**
   * The number of families that are left out because a parser would refuse them, or the text would
   * be larger than 16 MiB.
   */
  public int invalid() {
    return invalid;
  }
}
