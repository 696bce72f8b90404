package io.github.ecsmetrics.agent.mdc;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import org.apache.logging.log4j.util.BiConsumer;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.apache.logging.log4j.util.TriConsumer;

/**
 * The context data of a Log4j 2 event, with the task's below the application's: a view, because a
 * copy of both is dearer than most layouts that look into it.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each Log4j 2 that is woven.
 */
final class Log4j2EventMdc implements StringMap {
  private static final long serialVersionUID = 1;

  private static final String[] VALUES = interned();

  /** Null where this Log4j is not as those that we know: its events are left as they are. */
  private static final StringMap TASK = task();

  private final transient StringMap data;

  private Log4j2EventMdc(StringMap data) {
    this.data = data;
  }

  /**
   * Frozen data is shared with the thread's context. Other data belongs to the event, and so does
   * the view of it: the garbage-free mode uses both again for the next event.
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
    StringMap copy = new SortedArrayStringMap(data);
    for (int i = 0; i < VALUES.length; i += 2) {
      if (copy.getValue(VALUES[i]) == null) copy.putValue(VALUES[i], VALUES[i + 1]);
    }
    return copy;
  }

  /** A receiver does not know this class. */
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
