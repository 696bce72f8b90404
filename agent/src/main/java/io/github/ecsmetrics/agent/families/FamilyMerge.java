package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.function.Predicate;

/** Merges the families of pages into one text. */
public final class FamilyMerge {
  /**
   * @param agents the agent's own families
   * @param agentWins if both have a family: the agent's is kept; otherwise the application's,
   *     unless the name begins with {@code ee_}
   * @param added labels for each series that has no label of that name
   * @param names null if all families are wanted
   */
  public FamilyMerge(
      TextFormat wanted,
      FamilyNames agents,
      boolean agentWins,
      Labels added,
      Predicate<String> names) {}

  public void add(FamilyPage page) {}

  public MergedFamilies finish() {
    return MergedFamilies.NONE;
  }
}
