package io.github.ecsmetrics.agent.mdc.template;

import java.util.Collections;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.Map;

/**
 * The task's fields for frameworks that look up one key at a time or hand out maps. Nothing here
 * throws.
 */
final class TaskValues {
  private static final String[] VALUES = interned();

  /** The copy for a thread without a context. */
  private static final Map<String, Object> TASK =
      Collections.unmodifiableMap(merged(Collections.<String, Object>emptyMap()));

  private static final Hashtable<String, Object> TASK_TABLE = new Hashtable<>(TASK);

  private TaskValues() {}

  /** Returns the application's own value if there is one, else the task's, else null. */
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

  /** Adds the task's fields to a map that belongs to its receiver; a read-only map is copied. */
  static Map<String, Object> withTask(Map<String, Object> map) {
    if (map == null) return null;
    try {
      addTask(map);
      return map;
    } catch (RuntimeException readOnly) {
      return copyWithTask(map);
    }
  }

  /** The same for a table, which is created if there is none. */
  static Hashtable<String, Object> withTask(Hashtable<String, Object> table) {
    Hashtable<String, Object> own = table == null ? new Hashtable<String, Object>() : table;
    addTask(own);
    return own;
  }

  /** Copies a thread's context, which is not changed. */
  static Map<String, Object> copyWithTask(Map<String, Object> context) {
    try {
      return context == null || context.isEmpty() ? TASK : merged(context);
    } catch (RuntimeException ofAnUnknownMap) {
      return context;
    }
  }

  static Hashtable<String, Object> copyWithTask(Hashtable<String, Object> context) {
    return context == null || context.isEmpty() ? TASK_TABLE : withTask(new Hashtable<>(context));
  }

  private static Map<String, Object> merged(Map<String, Object> context) {
    Map<String, Object> merged = new HashMap<>(context);
    addTask(merged);
    return merged;
  }

  /** Writes nothing into a map that has all keys already, because it may be read-only. */
  private static void addTask(Map<String, Object> map) {
    for (int i = 0; i < VALUES.length; i += 2) {
      if (map.get(VALUES[i]) == null) map.put(VALUES[i], VALUES[i + 1]);
    }
  }

  /** Keys are interned like the literals in code, so that equal keys are mostly identical. */
  private static String[] interned() {
    String[] values = "@values@".split("\0");
    for (int i = 0; i < values.length; i += 2) values[i] = values[i].intern();
    return values;
  }
}
