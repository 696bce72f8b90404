package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same claims for each framework, which a subclass calls by its own API. */
@ExtendWith(IsolatedLoader.class)
abstract class FrameworkTest {
  private static final Map<String, String> TASK =
      Map.of("task_family", "web", "task_revision", "42");

  abstract void put(String key, String value);

  abstract void remove(String key);

  abstract Object lookup(String key);

  /** A copy of the thread's context. */
  abstract Map<?, ?> copy();

  /** What {@link #copy} returns if nothing was ever put: null or an empty map. */
  abstract Map<?, ?> firstCopy();

  /** The value of a key in a new event. */
  abstract Object eventValue(String key);

  /** The whole context of a new event. */
  abstract Map<?, ?> eventContext();

  /**
   * Seen elsewhere: {@code MDC.get} had no value although the log showed one
   * (open-telemetry/opentelemetry-java-instrumentation#7679).
   */
  @Test
  void lookupsAndEventsHaveTheTask() {
    assertEquals("web", lookup("task_family"));
    assertEquals("web", eventValue("task_family"));
    assertContext(TASK);
    assertNull(lookup("other"));
    assertNull(eventValue("other"));
  }

  /**
   * Seen elsewhere: the application's own keys were overwritten
   * (open-telemetry/opentelemetry-java-instrumentation#13479).
   */
  @Test
  void applicationsOwnValueWinsUntilItIsRemoved() {
    put("user", "u1");
    put("task_family", "mine");
    assertEquals("mine", lookup("task_family"));
    assertEquals("mine", eventValue("task_family"));
    assertContext(Map.of("user", "u1", "task_family", "mine", "task_revision", "42"));

    remove("task_family");
    assertEquals("web", lookup("task_family"));
    assertEquals("web", eventValue("task_family"));
    assertContext(Map.of("user", "u1", "task_family", "web", "task_revision", "42"));

    remove("user");
    assertContext(TASK);
  }

  @Test
  void copiesOfTheContextHaveTheApplicationsKeysOnly() {
    assertEquals(firstCopy(), copy());
    put("task_family", "mine");
    assertEquals(Map.of("task_family", "mine"), copy());
    remove("task_family");
    assertTrue(copy() == null || copy().isEmpty(), () -> copy().toString());
  }

  private void assertContext(Map<String, String> expected) {
    assertEquals(expected, new HashMap<Object, Object>(eventContext()));
  }
}
