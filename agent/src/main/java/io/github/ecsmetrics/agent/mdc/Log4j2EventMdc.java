package io.github.ecsmetrics.agent.mdc;

import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/**
 * Adds the task to the context data of a Log4j 2 event.
 *
 * <p>Never used under this name: {@link HelperClasses} defines a copy of it, with the values in the
 * place of {@link #VALUES}, into the class loader and the package of each Log4j 2 that is woven.
 */
final class Log4j2EventMdc {
  private static final String[] VALUES = "@values@".split("\0");

  private static final StringMap TASK = task();

  private Log4j2EventMdc() {}

  /**
   * A map that is not frozen belongs to the event, and the garbage-free mode uses it again for the
   * next: it is completed in place. A frozen one is shared with the thread's context.
   */
  static StringMap withTask(StringMap data) {
    if (data == null) return null;
    try {
      if (!data.isFrozen()) return complete(data);
      if (data.isEmpty()) return TASK;
      StringMap copy = complete(new SortedArrayStringMap(data));
      copy.freeze();
      return copy;
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

  private static StringMap task() {
    StringMap task = complete(new SortedArrayStringMap());
    task.freeze();
    return task;
  }
}
