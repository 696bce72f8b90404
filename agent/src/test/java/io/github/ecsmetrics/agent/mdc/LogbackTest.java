package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Seen elsewhere: Logback 1.3.8 moved its MDC adapter, and exchanged ones broke
 * (qos-ch/logback#709).
 */
class LogbackTest extends FrameworkTest {
  private static final int EVENTS = 1000;

  private final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
  private final LogbackEvents logback = new LogbackEvents(mdc);

  /** Two equal names in one line are one too many for structured encoders. */
  @Test
  void keysThatTheEventHasAsPairsAreLeftOut() {
    assertEquals(Map.of("task_revision", "42"), context(withPairs("task_family")));
    put("user", "u1");
    assertEquals(Map.of("user", "u1"), context(withPairs("task_family", "task_revision")));
    assertEquals(
        Map.of("user", "u1", "task_family", "web", "task_revision", "42"),
        context(withPairs("other", null)));

    Map<String, String> oneLeft = context(withPairs("other", null, "task_family"));
    assertNull(oneLeft.get("task_family"));
    assertEquals("42", oneLeft.get("task_revision"));
    assertFalse(oneLeft.containsKey("task_family"));
    assertEquals(Map.of("user", "u1", "task_revision", "42"), oneLeft);
  }

  @Test
  void eventsWithoutContextShareOneMap() {
    Object never = context(logback.event());
    put("user", "u1");
    remove("user");
    assertSame(never, context(logback.event()));
    LoggingEvent event = logback.event();
    assertSame(context(event), context(event));
  }

  /** The guard of what an event costs: bytes, which are the same on every machine. */
  @Test
  void lookingAKeyUpAllocatesNothingInAnEmptyContextAndAViewInAnother() {
    allocatedByAnEvent();
    assertEquals(0, allocatedByAnEvent());
    put("user", "u1");
    put("request", "r1");
    assertEquals(32, allocatedByAnEvent());
  }

  private long allocatedByAnEvent() {
    LoggingEvent[] events = new LoggingEvent[EVENTS];
    for (int i = 0; i < EVENTS; i++) {
      events[i] = logback.event("a", 1, null);
      events[i].addMarker(MarkerFactory.getMarker("audit"));
    }
    mdc.getPropertyMap();
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int withTask = 0;
    long before = thread.getCurrentThreadAllocatedBytes();
    for (LoggingEvent event : events) {
      if ("web".equals(event.getMDCPropertyMap().get("task_family"))) withTask++;
    }
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    assertEquals(EVENTS, withTask);
    return bytes / EVENTS;
  }

  private LoggingEvent withPairs(String... keys) {
    LoggingEvent event = logback.event();
    for (String key : keys) event.addKeyValuePair(new KeyValuePair(key, "mine"));
    return event;
  }

  private static Map<String, String> context(LoggingEvent event) {
    return event.getMDCPropertyMap();
  }

  @Override
  void put(String key, String value) {
    mdc.put(key, value);
  }

  @Override
  void remove(String key) {
    mdc.remove(key);
  }

  @Override
  Object lookup(String key) {
    return mdc.get(key);
  }

  @Override
  Map<?, ?> copy() {
    return mdc.getCopyOfContextMap();
  }

  @Override
  Map<?, ?> firstCopy() {
    return null;
  }

  @Override
  Object eventValue(String key) {
    return context(logback.event()).get(key);
  }

  @Override
  Map<?, ?> eventContext() {
    return context(logback.event());
  }
}
