package io.github.ecsmetrics.agent.mdc.template;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The context of a Logback event: the application's keys, then the task's. A view of both, which
 * becomes a copy of both when it is read as a whole or written to.
 */
final class LogbackEventMdc extends AbstractMap<String, String> implements Serializable {
  private static final long serialVersionUID = 1;

  private static final String[] VALUES = interned();

  /** From Logback 1.6 on, the application's keys keep their order. */
  private static final boolean ORDERED = isOrdered();

  private static final Class<?> EMPTY = Collections.emptyMap().getClass();
  private static final Class<?> UNMODIFIABLE =
      Collections.unmodifiableMap(new HashMap<String, String>()).getClass();

  private static final Map<String, String> TASK =
      new LogbackEventMdc(Collections.emptyMap(), VALUES);

  /** Replaces the mutable map that all events without a context share in Logback up to 1.1.3. */
  static final Map<String, String> SHARED = new HashMap<>(TASK);

  private final transient Map<String, String> mdc;

  /** Keys and values of the task, without the keys that the event has as fields of its own. */
  private final transient String[] values;

  private transient volatile Map<String, String> copy;

  private LogbackEventMdc(Map<String, String> mdc, String[] values) {
    this.mdc = mdc;
    this.values = values;
  }

  /** Called when an event gets its context; null stays null. */
  static Map<String, String> withTask(Map<String, String> mdc, LoggingEvent event) {
    if (mdc == null) return null;
    try {
      String[] values = LogbackEventFields.without(event, VALUES);
      if (values != VALUES) return withSome(mdc, values);
      if (mdc == SHARED) return mdc;
      // An empty map that the application can write to has to stay writable.
      return mdc.isEmpty() && isReadOnly(mdc) ? TASK : new LogbackEventMdc(mdc, VALUES);
    } catch (RuntimeException ofAnUnknownMap) {
      return mdc;
    }
  }

  private static Map<String, String> withSome(Map<String, String> mdc, String[] values) {
    Map<String, String> own = mdc == SHARED ? new HashMap<>() : mdc;
    return values.length == 0 ? own : new LogbackEventMdc(own, values);
  }

  private static boolean isReadOnly(Map<String, String> mdc) {
    return mdc.getClass() == UNMODIFIABLE || mdc.getClass() == EMPTY;
  }

  @Override
  public String get(Object key) {
    if (copy != null) return copy.get(key);
    String own = mdc.get(key);
    if (own != null) return own;
    for (int i = 0; i < values.length; i += 2) {
      if (values[i].equals(key)) return values[i + 1];
    }
    return null;
  }

  @Override
  public boolean containsKey(Object key) {
    return get(key) != null || copy().containsKey(key);
  }

  @Override
  public boolean isEmpty() {
    return copy != null && copy.isEmpty();
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return copy().entrySet();
  }

  @Override
  public String put(String key, String value) {
    return copy().put(key, value);
  }

  private Map<String, String> copy() {
    if (copy != null) return copy;
    synchronized (this) {
      if (copy == null) copy = isReadOnly(mdc) ? Collections.unmodifiableMap(merged()) : merged();
      return copy;
    }
  }

  private Map<String, String> merged() {
    int capacity = (mdc.size() + values.length / 2) * 4 / 3 + 1;
    Map<String, String> merged = ORDERED ? new LinkedHashMap<>(capacity) : new HashMap<>(capacity);
    merged.putAll(mdc);
    for (int i = 0; i < values.length; i += 2) merged.putIfAbsent(values[i], values[i + 1]);
    return merged;
  }

  /** Serializes a map of the JDK, since receivers from Logback 1.5 on refuse other classes. */
  private Object writeReplace() {
    return copy == null ? merged() : copy;
  }

  /** Keys are interned like the literals in code, so that equal keys are mostly identical. */
  private static String[] interned() {
    String[] values = "@values@".split("\0");
    for (int i = 0; i < values.length; i += 2) values[i] = values[i].intern();
    return values;
  }

  private static boolean isOrdered() {
    try {
      LogbackMDCAdapter adapter = new LogbackMDCAdapter();
      adapter.put("key", "value");
      Object copy = adapter.getCopyOfContextMap();
      adapter.clear();
      return copy instanceof LinkedHashMap;
    } catch (RuntimeException | LinkageError ofAnUnknownVersion) {
      return false;
    }
  }
}
