package io.github.ecsmetrics.agent.mdc;

import java.util.Map;
import org.apache.logging.log4j.util.BiConsumer;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * The context data of a Log4j 2 event, with the task's below the application's: a frozen view,
 * because a copy of both is dearer than most layouts that look into it.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each Log4j 2 that is woven.
 */
final class Log4j2EventMdc implements StringMap {
  private static final long serialVersionUID = 1;

  private static final String[] VALUES = interned();

  private static final StringMap TASK = new Log4j2EventMdc(frozen(new SortedArrayStringMap()));

  private final transient StringMap data;

  private Log4j2EventMdc(StringMap data) {
    this.data = data;
  }

  /**
   * A map that is not frozen belongs to the event, and the garbage-free mode uses it again for the
   * next: it is completed in place. A frozen one is shared with the thread's context.
   */
  static StringMap withTask(StringMap data) {
    if (data == null) return null;
    try {
      if (!data.isFrozen()) return complete(data);
      return data.isEmpty() ? TASK : new Log4j2EventMdc(data);
    } catch (RuntimeException ofAnUnknownMap) {
      return data;
    }
  }

  private static StringMap complete(StringMap data) {
    for (int i = 0; i < VALUES.length; i += 2) {
      if (data.getValue(VALUES[i]) == null) data.putValue(VALUES[i], VALUES[i + 1]);
    }
    return data;
  }

  private static StringMap frozen(StringMap data) {
    data.freeze();
    return data;
  }

  /** Keys are interned, as those in code are: equal ones are found without a look into them. */
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
    return frozen(complete(new SortedArrayStringMap(data)));
  }

  /** A receiver does not know this class. */
  private Object writeReplace() {
    return copy();
  }

  @Override
  public boolean isFrozen() {
    return true;
  }

  @Override
  public void freeze() {}

  @Override
  public void clear() {
    throw new UnsupportedOperationException("frozen");
  }

  @Override
  public void putAll(ReadOnlyStringMap source) {
    throw new UnsupportedOperationException("frozen");
  }

  @Override
  public void putValue(String key, Object value) {
    throw new UnsupportedOperationException("frozen");
  }

  @Override
  public void remove(String key) {
    throw new UnsupportedOperationException("frozen");
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
