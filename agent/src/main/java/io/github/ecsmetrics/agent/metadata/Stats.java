package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
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

  public Stats(Map<String, ContainerStats> byId) {
    this.byId = Collections.unmodifiableMap(byId);
  }

  /** Reads an answer of {@code /task/stats}; for one thread, because it uses the values again. */
  public static final class Decoder implements JsonDecoder<Stats> {
    /** {@code 0001-01-01T00:00:00Z}, which Go writes for a time that was never set. */
    private static final double NEVER = -62135596800.0;

    private final FieldValues<ContainerStats> values = StatsFields.FIELDS.noValues();

    @Override
    public Stats decode(JsonReader json) throws IOException {
      Map<String, ContainerStats> byId = new LinkedHashMap<>();
      while (json.next() != Token.END_OBJECT) {
        String id = json.name();
        ContainerStats stats = decodeOne(json);
        if (stats == null) byId.remove(id);
        else byId.put(id, stats);
      }
      return new Stats(byId);
    }

    private ContainerStats decodeOne(JsonReader json) throws IOException {
      if (json.token() != Token.OBJECT) {
        json.skip();
        return null;
      }
      StatsFields.FIELDS.read(json, values);
      return values.number(StatsFields.READ) == NEVER ? null : StatsConversion.convert(values);
    }
  }

  /** Without entries that are null, no object, or have no reading. */
  public Map<String, ContainerStats> byId() {
    return byId;
  }
}
