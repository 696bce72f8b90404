package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

/** The default mode, in which events share frozen data with the thread's context. */
class Log4j2Test extends Log4j2FrameworkTest {
  private static final Map<String, String> BOTH =
      Map.of("user", "u1", "task_family", "mine", "task_revision", "42");

  /** Code that asks before it puts a value of its own goes on to put it. */
  @Test
  void containsKeyIsFalseForTheTasksKeys() {
    assertFalse(ThreadContext.containsKey("task_family"));
  }

  /**
   * Seen elsewhere: the application's maps were frozen
   * (open-telemetry/opentelemetry-java-instrumentation#13479).
   */
  @Test
  void dataIsFrozenAsItIsWithoutTheAgent() {
    assertTrue(both().isFrozen());
    assertThrows(UnsupportedOperationException.class, () -> both().putValue("written", "yes"));
  }

  @Test
  void dataIsReadByKey() {
    StringMap data = both();
    assertTrue(data.containsKey("task_revision"));
    assertFalse(data.containsKey("other"));
    assertNull(data.getValue("other"));
    assertFalse(data.isEmpty());
    assertEquals(3, data.size());
  }

  @Test
  void dataIsReadAsAWhole() {
    StringMap data = both();
    assertEquals(BOTH, data.toMap());
    Map<String, Object> visited = new HashMap<>();
    data.forEach((key, value) -> assertNull(visited.put(key, value)));
    assertEquals(BOTH, visited);
    Map<String, Object> collected = new HashMap<>();
    data.forEach((key, value, to) -> assertNull(to.put(key, value)), collected);
    assertEquals(BOTH, collected);
  }

  @Test
  void dataEqualsAMapOfTheSameContent() {
    StringMap same = new SortedArrayStringMap();
    BOTH.forEach(same::putValue);
    assertEquals(both(), both());
    assertEquals(both(), same);
    assertEquals(same.hashCode(), both().hashCode());
  }

  /**
   * Seen elsewhere: events were no longer serialisable
   * (open-telemetry/opentelemetry-java-instrumentation#12718).
   */
  @Test
  void serializedDataNeedsNoClassOfOurs() throws Exception {
    put("user", "u1");
    StringMap read = (StringMap) Serialization.read(Serialization.write(data()));
    assertEquals(SortedArrayStringMap.class, read.getClass());
    assertEquals(Map.of("user", "u1", "task_family", "web", "task_revision", "42"), read.toMap());
  }

  private StringMap both() {
    put("user", "u1");
    put("task_family", "mine");
    return data();
  }

  @Override
  ContextDataInjector injector() {
    return new ThreadContextDataInjector.ForDefaultThreadContextMap();
  }
}
