package io.github.ecsmetrics.agent.log;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Remembers which problems were logged. A problem that lasts, or comes and goes, is logged once,
 * and again only if it comes back after ten minutes.
 *
 * <p>So an endpoint that fails every other poll, in three different ways, is three lines a day
 * instead of hundreds an hour.
 */
final class Problems {
  /** 10 minutes. */
  static final long OVER_NANOS = 600_000_000_000L;

  private final Map<String, Map<String, Problem>> byTopic = new HashMap<>();

  private static final class Problem {
    private long seen;
    private boolean over;
  }

  /**
   * Records a problem and returns whether to log it. It replaces the topic's other problems, which
   * are over.
   *
   * @param kind identifies the problem within its topic; its message may vary
   * @param now in nanoseconds, never less than in the call before
   */
  boolean isNew(String topic, String kind, long now) {
    Map<String, Problem> kinds = byTopic.get(topic);
    if (kinds == null) {
      kinds = new HashMap<>();
      byTopic.put(topic, kinds);
    }
    forgetLongOver(kinds, now);
    Problem problem = kinds.get(kind);
    boolean isNew = problem == null;
    if (isNew) {
      problem = new Problem();
      kinds.put(kind, problem);
    }
    for (Problem other : kinds.values()) other.over = true;
    problem.over = false;
    problem.seen = now;
    return isNew;
  }

  /** Marks the problems of a topic as over. */
  void resolved(String topic) {
    Map<String, Problem> kinds = byTopic.get(topic);
    if (kinds == null) return;
    for (Problem problem : kinds.values()) problem.over = true;
  }

  private static void forgetLongOver(Map<String, Problem> kinds, long now) {
    Iterator<Problem> known = kinds.values().iterator();
    while (known.hasNext()) {
      Problem problem = known.next();
      if (problem.over && now - problem.seen >= OVER_NANOS) known.remove();
    }
  }
}
