package io.github.ecsmetrics.agent.mdc;

import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;

/**
 * The task's values for frameworks that are asked for one key at a time or hand out copies. None of
 * this can throw.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each class that calls it.
 */
final class TaskValues {
  private static final String[] VALUES = interned();

  /** For readers whose thread has no context. */
  private static final Map<String, Object> TASK =
      Collections.unmodifiableMap(merged(Collections.<String, Object>emptyMap()));

  private static final Hashtable<String, Object> TASK_TABLE = new Hashtable<>(TASK);

  private TaskValues() {}

  /** What a lookup answers: the application's own value before the task's. */
  static String orTask(String own, Object key) {
    return own != null ? own : value(key);
  }

  static Object orTask(Object own, Object key) {
    return own != null ? own : value(key);
  }

  private static String value(Object key) {
    for (int i = 0; i < VALUES.length; i += 2) {
      if (VALUES[i].equals(key)) return VALUES[i + 1];
    }
    return null;
  }

  /** Completes a map that belongs to who gets it. */
  static Map<String, Object> completed(Map<String, Object> map) {
    if (map == null) return null;
    try {
      complete(map);
      return map;
    } catch (RuntimeException readOnly) {
      return withTask(map);
    }
  }

  static Hashtable<String, Object> completed(Hashtable<String, Object> table) {
    Hashtable<String, Object> completed = table == null ? new Hashtable<String, Object>() : table;
    complete(completed);
    return completed;
  }

  /** For a reader: the context of a thread stays the application's alone. */
  static Map<String, Object> withTask(Map<String, Object> context) {
    try {
      return context == null || context.isEmpty() ? TASK : merged(context);
    } catch (RuntimeException ofAnUnknownMap) {
      return context;
    }
  }

  static Hashtable<String, Object> withTask(Hashtable<String, Object> context) {
    return context == null || context.isEmpty() ? TASK_TABLE : completed(new Hashtable<>(context));
  }

  private static Map<String, Object> merged(Map<String, Object> context) {
    Map<String, Object> merged = new HashMap<>(context);
    complete(merged);
    return merged;
  }

  /** Leaves a map alone that has all keys already: it may be read-only. */
  private static void complete(Map<String, Object> map) {
    for (int i = 0; i < VALUES.length; i += 2) {
      if (map.get(VALUES[i]) == null) map.put(VALUES[i], VALUES[i + 1]);
    }
  }

  /** Keys are interned, as those in code are: equal ones are found without a look into them. */
  private static String[] interned() {
    String[] values = "@values@".split("\0");
    for (int i = 0; i < values.length; i += 2) values[i] = values[i].intern();
    return values;
  }
}
