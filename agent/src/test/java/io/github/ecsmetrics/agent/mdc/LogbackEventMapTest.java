package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.helpers.BasicMDCAdapter;

/**
 * The map of an event does what Logback's own does.
 *
 * <p>Seen elsewhere: the application's maps were frozen, events no longer serialisable
 * (open-telemetry/opentelemetry-java-instrumentation#13479,
 * open-telemetry/opentelemetry-java-instrumentation#12718).
 */
@ExtendWith(IsolatedLoader.class)
class LogbackEventMapTest {
  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();

  @Test
  void readOnlyMapStaysReadOnly() {
    mdc.put("user", "u1");
    Map<String, String> map = event();
    assertThrows(UnsupportedOperationException.class, () -> map.put("written", "yes"));
    assertThrows(UnsupportedOperationException.class, map::clear);
    assertThrows(UnsupportedOperationException.class, () -> map.entrySet().removeIf(entry -> true));
    assertEquals("web", map.get("task_family"));
  }

  /** Logback takes the copy of another adapter as it is. */
  @Test
  void mutableMapStaysMutableAndLeavesTheContextAlone() {
    Map<String, String> ofTheThread = new TreeMap<>(Map.of("user", "u1"));
    Map<String, String> written = event(ofTheThread);
    written.put("written", "yes");
    written.remove("task_family");
    assertEquals(Map.of("user", "u1", "task_revision", "42", "written", "yes"), written);
    assertNull(written.get("task_family"));

    Map<String, String> cleared = event(ofTheThread);
    cleared.keySet().removeIf(key -> true);
    assertEquals(Map.of(), cleared);
    assertEquals(Map.of("user", "u1"), ofTheThread);
  }

  @Test
  void mapEqualsAHashMapOfTheSameContent() {
    mdc.put("user", "u1");
    mdc.put("task_family", "mine");
    Map<String, String> map = event();
    Map<String, String> same = Map.of("user", "u1", "task_family", "mine", "task_revision", "42");
    assertTrue(same.equals(map), "same.equals(map)");
    assertTrue(map.equals(same), "map.equals(same)");
    assertEquals(same.hashCode(), map.hashCode());
    assertEquals(3, map.size());
    assertFalse(map.isEmpty());
    assertTrue(map.containsKey("task_revision"));
    assertFalse(map.containsKey("other"));
    assertNull(map.get(null));
  }

  @Test
  void serializedMapIsOneOfTheJdks() throws Exception {
    mdc.put("user", "u1");
    Object read = Serialization.read(Serialization.write(event()));
    assertEquals(HashMap.class, read.getClass());
    assertEquals(Map.of("user", "u1", "task_family", "web", "task_revision", "42"), read);
  }

  private Map<String, String> event() {
    return new LogbackEvents(mdc).event().getMDCPropertyMap();
  }

  private static Map<String, String> event(Map<String, String> copyOfTheContext) {
    BasicMDCAdapter adapter =
        new BasicMDCAdapter() {
          @Override
          public Map<String, String> getCopyOfContextMap() {
            return copyOfTheContext;
          }
        };
    return new LogbackEvents(adapter).event().getMDCPropertyMap();
  }
}
