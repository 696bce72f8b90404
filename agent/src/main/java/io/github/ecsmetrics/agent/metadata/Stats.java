package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.JsonReader.Token;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answer of {@code /task/stats}: stats objects by DockerId.
 *
 * <pre>
 * {"cd189a933e5849daa93386466019ab50-2495160603": {"read": ...}, "cd189a933e5849daa93386466019ab50-0": null}
 * </pre>
 */
public final class Stats {
  private final Map<String, ContainerStats> byId;

  Stats(Map<String, ContainerStats> byId) {
    this.byId = Collections.unmodifiableMap(byId);
  }

  /**
   * Reads an answer of {@code /task/stats}; for one thread, since it reads all stats objects into
   * one row.
   */
  static final class Reader implements JsonDocument<Stats> {
    private final StatsRow row = new StatsRow();

    @Override
    public Stats read(JsonReader json) throws MetadataException {
      Map<String, ContainerStats> byId = new LinkedHashMap<>();
      while (json.next() != Token.END_OBJECT) {
        String id = json.name();
        ContainerStats stats = row.read(json);
        if (stats == null) byId.remove(id);
        else byId.put(id, stats);
      }
      return new Stats(byId);
    }
  }

  /** Without those that are null or no object, and those that were never read. */
  public Map<String, ContainerStats> byId() {
    return byId;
  }
}
