package io.github.ecsmetrics.agent.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import java.util.List;

/** The last request of a push by OTLP. */
public final class LastPush {
  /** As {@code ee_agent_push_total} has it; null before the first request. */
  public final String outcome;

  /** When the request ended. */
  public final long epochMillis;

  public LastPush(String outcome, long epochMillis) {
    this.outcome = outcome;
    this.epochMillis = epochMillis;
  }

  /** Null if nothing is pushed by OTLP. */
  public static LastPush of(List<MultiCollector> collectors) {
    for (MultiCollector each : collectors) {
      if (each instanceof PushStats) return ((PushStats) each).lastPush();
    }
    return null;
  }
}
