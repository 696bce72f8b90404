package io.github.ecsmetrics.agent.mdc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds the task to the context of a Logback event.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each Logback that is woven.
 * Hence nothing but the JDK, and only its own map classes, which can be serialised and received
 * anywhere.
 */
final class LogbackEventMdc {
  private static final String VALUES = "@values@";

  private static final Map<String, String> TASK = Collections.unmodifiableMap(task());

  /** Stands in for the mutable map that old Logbacks share between all events without context. */
  static final Map<String, String> SHARED = new ConcurrentHashMap<>(TASK);

  private static final Class<?> UNMODIFIABLE = TASK.getClass();
  private static final Class<?> EMPTY = Collections.emptyMap().getClass();

  private LogbackEventMdc() {}

  static Map<String, String> withTask(Map<String, String> mdc) {
    if (mdc == null) return null;
    try {
      if (!mdc.isEmpty()) return merged(mdc);
      Class<?> type = mdc.getClass();
      return type == EMPTY || type == UNMODIFIABLE ? TASK : new LinkedHashMap<>(TASK);
    } catch (RuntimeException ofAnUnknownMap) {
      return mdc;
    }
  }

  private static Map<String, String> merged(Map<String, String> mdc) {
    Map<String, String> merged = new LinkedHashMap<>((mdc.size() + TASK.size()) * 4 / 3 + 1);
    merged.putAll(mdc);
    for (Map.Entry<String, String> entry : TASK.entrySet()) {
      merged.putIfAbsent(entry.getKey(), entry.getValue());
    }
    return merged;
  }

  private static Map<String, String> task() {
    Map<String, String> task = new LinkedHashMap<>();
    String[] values = VALUES.split("\0");
    for (int i = 0; i < values.length; i += 2) task.put(values[i], values[i + 1]);
    return task;
  }
}
