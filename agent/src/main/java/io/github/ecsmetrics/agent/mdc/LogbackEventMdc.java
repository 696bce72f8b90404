package io.github.ecsmetrics.agent.mdc;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds the task to the context of a Logback event.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each Logback that is woven.
 *
 * <p>Only the map classes that Logback itself puts into an event: from 1.5 on its receivers refuse
 * to deserialise any other.
 */
final class LogbackEventMdc {
  private static final String[] VALUES = "@values@".split("\0");

  /** Since 1.6 the application's keys keep their order. */
  private static final boolean ORDERED = isOrdered();

  private static final Map<String, String> TASK = Collections.unmodifiableMap(task());

  /** Stands in for the mutable map that Logback up to 1.1.3 shares between all empty events. */
  static final Map<String, String> SHARED = new HashMap<>(TASK);

  private static final Class<?> UNMODIFIABLE = TASK.getClass();
  private static final Class<?> EMPTY = Collections.emptyMap().getClass();

  private LogbackEventMdc() {}

  static Map<String, String> withTask(Map<String, String> mdc) {
    if (mdc == null) return null;
    try {
      if (!mdc.isEmpty()) return merged(mdc);
      // An empty map that can be written to stays one that can be written to.
      Class<?> type = mdc.getClass();
      return type == EMPTY || type == UNMODIFIABLE ? TASK : merged(mdc);
    } catch (RuntimeException ofAnUnknownMap) {
      return mdc;
    }
  }

  private static Map<String, String> merged(Map<String, String> mdc) {
    Map<String, String> merged = map((mdc.size() + VALUES.length / 2) * 4 / 3 + 1);
    merged.putAll(mdc);
    for (int i = 0; i < VALUES.length; i += 2) merged.putIfAbsent(VALUES[i], VALUES[i + 1]);
    return merged;
  }

  private static Map<String, String> task() {
    Map<String, String> task = map(16);
    for (int i = 0; i < VALUES.length; i += 2) task.put(VALUES[i], VALUES[i + 1]);
    return task;
  }

  private static Map<String, String> map(int capacity) {
    return ORDERED ? new LinkedHashMap<>(capacity) : new HashMap<>(capacity);
  }

  private static boolean isOrdered() {
    try {
      LogbackMDCAdapter adapter = new LogbackMDCAdapter();
      adapter.put("key", "value");
      Object copy = adapter.getCopyOfContextMap();
      adapter.clear();
      return copy instanceof LinkedHashMap;
    } catch (RuntimeException ofAnUnknownVersion) {
      return false;
    }
  }
}
