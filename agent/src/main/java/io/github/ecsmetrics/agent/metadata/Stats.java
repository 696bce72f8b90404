package io.github.ecsmetrics.agent.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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

  private Stats(Map<String, ContainerStats> byId) {
    this.byId = Collections.unmodifiableMap(byId);
  }

  /**
   * Reads an answer of {@code /task/stats}; for one thread, since it reads all stats objects into
   * one row.
   */
  static final class Reader implements Json.Reader<Stats> {
    private final StatsRow row;

    Reader(TextPool pool) {
      row = new StatsRow(pool);
    }

    @Override
    public Stats read(JsonParser json) throws IOException {
      Map<String, ContainerStats> byId = new LinkedHashMap<>();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String id = json.currentName();
        json.nextToken();
        ContainerStats stats = row.read(json);
        if (stats == null) byId.remove(id);
        else byId.put(id, stats);
      }
      return new Stats(byId);
    }
  }

  /** Without those that are null or no object. */
  public Map<String, ContainerStats> byId() {
    return byId;
  }
}
