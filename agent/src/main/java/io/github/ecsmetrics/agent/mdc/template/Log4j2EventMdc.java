package io.github.ecsmetrics.agent.mdc.template;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.apache.logging.log4j.util.BiConsumer;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * The context data of a Log4j 2 event: the application's keys, then the task's. A view of both,
 * because copying both costs more than most layouts need to read.
 */
final class Log4j2EventMdc implements StringMap {
  private static final long serialVersionUID = 1;

  private static final String[] VALUES = interned();

  /** Null if this Log4j differs from all known versions; then events stay as they are. */
  private static final StringMap TASK = task();

  private final transient StringMap data;

  private Log4j2EventMdc(StringMap data) {
    this.data = data;
  }

  /**
   * Returns a view of an event's data; null stays null.
   *
   * <p>Frozen data is shared with the thread's context. Data that is not frozen belongs to the
   * event, and so does its view: the garbage-free mode reuses both for the next event.
   */
  static StringMap withTask(StringMap data) {
    if (data == null || TASK == null || data instanceof Log4j2EventMdc) return data;
    try {
      return data.isEmpty() && data.isFrozen() ? TASK : new Log4j2EventMdc(data);
    } catch (RuntimeException ofAnUnknownMap) {
      return data;
    }
  }

  private static StringMap task() {
    try {
      for (Method method : Log4j2EventMdc.class.getMethods()) {
        if (Modifier.isAbstract(method.getModifiers())) return null;
      }
      StringMap empty = new SortedArrayStringMap();
      empty.freeze();
      return new Log4j2EventMdc(empty);
    } catch (RuntimeException | LinkageError ofAnUnknownVersion) {
      return null;
    }
  }

  /** Keys are interned like the literals in code, so that equal keys are mostly identical. */
  private static String[] interned() {
    String[] values = "@values@".split("\0");
    for (int i = 0; i < values.length; i += 2) values[i] = values[i].intern();
    return values;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V> V getValue(String key) {
    V value = data.getValue(key);
    if (value != null) return value;
    for (int i = 0; i < VALUES.length; i += 2) {
      if (VALUES[i].equals(key)) return (V) VALUES[i + 1];
    }
    return null;
  }

  @Override
  public boolean containsKey(String key) {
    return data.containsKey(key) || getValue(key) != null;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }

  @Override
  public int size() {
    int size = data.size();
    for (int i = 0; i < VALUES.length; i += 2) {
      if (!data.containsKey(VALUES[i])) size++;
    }
    return size;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V> void forEach(BiConsumer<String, ? super V> action) {
    data.forEach(action);
    for (int i = 0; i < VALUES.length; i += 2) {
      if (!data.containsKey(VALUES[i])) action.accept(VALUES[i], (V) VALUES[i + 1]);
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public <V, S> void forEach(TriConsumer<String, ? super V, S> action, S state) {
    data.forEach(action, state);
    for (int i = 0; i < VALUES.length; i += 2) {
      if (!data.containsKey(VALUES[i])) action.accept(VALUES[i], (V) VALUES[i + 1], state);
    }
  }

  @Override
  public Map<String, String> toMap() {
    return copy().toMap();
  }

  private StringMap copy() {
    StringMap copy = new SortedArrayStringMap(data);
    for (int i = 0; i < VALUES.length; i += 2) {
      if (copy.getValue(VALUES[i]) == null) copy.putValue(VALUES[i], VALUES[i + 1]);
    }
    return copy;
  }

  /** Receivers do not have this class. */
  private Object writeReplace() {
    return copy();
  }

  @Override
  public boolean isFrozen() {
    return data.isFrozen();
  }

  @Override
  public void freeze() {
    data.freeze();
  }

  @Override
  public void clear() {
    data.clear();
  }

  @Override
  public void putAll(ReadOnlyStringMap source) {
    data.putAll(source);
  }

  @Override
  public void putValue(String key, Object value) {
    data.putValue(key, value);
  }

  @Override
  public void remove(String key) {
    data.remove(key);
  }

  @Override
  public boolean equals(Object other) {
    return copy().equals(other instanceof Log4j2EventMdc ? ((Log4j2EventMdc) other).copy() : other);
  }

  @Override
  public int hashCode() {
    return copy().hashCode();
  }

  @Override
  public String toString() {
    return copy().toString();
  }
}
