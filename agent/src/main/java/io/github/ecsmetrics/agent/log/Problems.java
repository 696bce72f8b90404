package io.github.ecsmetrics.agent.log;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * Which problems were said already: one that lasts, or comes and goes, is said once, and again only
 * when it has been away for ten minutes.
 *
 * <p>An endpoint that fails every other poll, each time in another of three ways, is three lines a
 * day instead of hundreds an hour.
 */
final class Problems {
  /** 10 minutes. */
  static final long AWAY_NANOS = 600_000_000_000L;

  private final Map<String, Map<String, Problem>> byTopic = new HashMap<>();

  private static final class Problem {
    private long seen;
    private boolean over;
  }

  /**
   * Whether it is to be said.
   *
   * @param kind what makes it the same problem as before, where its message may differ
   * @param now nanoseconds that only ever grow
   */
  boolean isNews(String topic, String kind, long now) {
    Map<String, Problem> kinds = byTopic.get(topic);
    if (kinds == null) {
      kinds = new HashMap<>();
      byTopic.put(topic, kinds);
    }
    forgetThoseAway(kinds, now);
    Problem problem = kinds.get(kind);
    boolean news = problem == null;
    if (news) {
      problem = new Problem();
      kinds.put(kind, problem);
    }
    for (Problem other : kinds.values()) other.over = true;
    problem.over = false;
    problem.seen = now;
    return news;
  }

  /** The topic's problems are over for now. */
  void resolved(String topic) {
    Map<String, Problem> kinds = byTopic.get(topic);
    if (kinds == null) return;
    for (Problem problem : kinds.values()) problem.over = true;
  }

  private static void forgetThoseAway(Map<String, Problem> kinds, long now) {
    Iterator<Problem> known = kinds.values().iterator();
    while (known.hasNext()) {
      Problem problem = known.next();
      if (problem.over && now - problem.seen >= AWAY_NANOS) known.remove();
    }
  }
}
