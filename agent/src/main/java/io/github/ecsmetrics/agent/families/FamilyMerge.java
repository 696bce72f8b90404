package io.github.ecsmetrics.agent.families;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Merges the families of pages into one text.
 *
 * <p>A name of a sample belongs to one family only, the first that has it: another is left out as a
 * whole. If two pages have the same family of the same type, the text has the metrics of both, and
 * a metric that both have is taken from the first page. So a page that is added in the same order
 * at each scrape gives the same families.
 *
 * <p>The text has at most 16 MiB. A family that would make it larger is left out and counts as
 * invalid; so a single family that grows and grows leaves room for the others.
 *
 * <p>Beside the pages, it allocates the text and some 500 bytes for each family. Some 500 bytes
 * more for each sample are needed for families in two pages, for those with one of the added
 * labels, and for those that are converted to another format.
 */
public final class FamilyMerge {
  /** What the agent's own metrics begin with. No family of the application replaces one. */
  private static final String RESERVED = "ee_";

  /** What the agent's metrics on the application's begin with: reserved even before the first. */
  private static final String ON_APPLICATION = "ee_app_metrics_";

  /** Bytes of the text. A page of 4 MiB has 4 to 10 MiB with the added labels. */
  private static final int MAX_TEXT = 16 << 20;

  private final TextFormat wanted;
  private final FamilyNames agents;
  private final boolean agentWins;
  private final AddedLabels added;
  private final Predicate<String> names;

  /** The parts of each family, by {@link Family#key}. */
  private final Map<String, List<Family>> families = new LinkedHashMap<>();

  private final Set<String> sampleNames = new HashSet<>();
  private final Set<String> replaced = new TreeSet<>();

  /** Of the present page, by key; a family may come in several parts. */
  private final Set<String> conflicting = new HashSet<>();

  /** Of the text: at most. */
  private int length;

  private int conflicts;
  private int invalid;

  /**
   * @param agents the agent's own families
   * @param agentWins if both have a family, the agent's is kept; otherwise the application's,
   *     unless the name begins with {@code ee_}
   * @param added labels for each series that has no label of that name
   * @param names of families that are wanted, without {@code _total}; null for all
   */
  public FamilyMerge(
      TextFormat wanted,
      FamilyNames agents,
      boolean agentWins,
      Labels added,
      Predicate<String> names) {
    this.wanted = wanted;
    this.agents = agents;
    this.agentWins = agentWins;
    this.added = new AddedLabels(added, wanted.utf8);
    this.names = names;
  }

  /** Adds a page. Families in another format than the wanted one are converted. */
  public void add(FamilyPage page) {
    invalid += page.invalid();
    conflicting.clear();
    List<Family> others = new ArrayList<>();
    for (Family family : page.families()) {
      if (isAsWanted(family)) add(family);
      else others.add(family);
    }
    if (others.isEmpty()) return;
    FamilyPage converted = FamilySnapshots.write(others, wanted);
    invalid += converted.invalid();
    for (Family family : converted.families()) add(family);
  }

  private boolean isAsWanted(Family family) {
    return family.page.written().openMetrics == wanted.openMetrics
        && (wanted.utf8 || !family.quoted);
  }

  private void add(Family family) {
    if (names != null && !names.test(family.name)) return;
    List<Family> same = families.get(family.key());
    if (same != null && same.get(0).type == family.type) {
      if (hasRoom(family)) same.add(family);
      return;
    }
    List<String> claimed = Arrays.asList(family.sampleNames());
    Set<String> owners = new HashSet<>();
    for (String name : claimed) {
      String owner = agents.owner(name);
      if (owner != null) owners.add(owner);
      if (sampleNames.contains(name) || keeps(owner, name)) {
        if (conflicting.add(family.key())) conflicts++;
        return;
      }
    }
    if (!hasRoom(family)) return;
    sampleNames.addAll(claimed);
    replaced.addAll(owners);
    List<Family> parts = new ArrayList<>(1);
    parts.add(family);
    families.put(family.key(), parts);
  }

  /** Whether the agent keeps a name of samples for itself. */
  private boolean keeps(String owner, String name) {
    if (owner == null) return name.startsWith(ON_APPLICATION);
    return agentWins || owner.startsWith(RESERVED);
  }

  private boolean hasRoom(Family family) {
    long size = FamilyWriter.length(family, added);
    if (size > MAX_TEXT - length) {
      invalid++;
      return false;
    }
    length += (int) size;
    return true;
  }

  /** The result. Nothing can be added after it. */
  public MergedFamilies finish() {
    TextBuffer text = new TextBuffer(length);
    FamilyWriter writer = new FamilyWriter(added, text);
    for (List<Family> parts : families.values()) writer.write(parts);
    return new MergedFamilies(
        wanted, text.toBytes(), replaced, families.size(), conflicts, invalid);
  }
}
