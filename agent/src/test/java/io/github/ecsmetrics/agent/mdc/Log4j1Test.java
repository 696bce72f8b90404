package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.MDC;
import org.apache.log4j.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class Log4j1Test extends FrameworkTest {
  /** The receiver has the values from the stream: its own context has others. */
  @Test
  void serializedEventsHaveTheTask() throws Exception {
    LoggingEvent sent = event();
    byte[] bytes = Serialization.write(sent);
    put("task_family", "receiver");
    LoggingEvent received = (LoggingEvent) Serialization.read(bytes);
    assertEquals(Map.of("task_family", "web", "task_revision", "42"), received.getProperties());
  }

  @Override
  void put(String key, String value) {
    MDC.put(key, value);
  }

  @Override
  void remove(String key) {
    MDC.remove(key);
  }

  @Override
  Object lookup(String key) {
    return MDC.get(key);
  }

  @Override
  Map<?, ?> copy() {
    return MDC.getContext();
  }

  @Override
  Map<?, ?> firstCopy() {
    return null;
  }

  @Override
  Object eventValue(String key) {
    return event().getMDC(key);
  }

  @Override
  Map<?, ?> eventContext() {
    return event().getProperties();
  }

  private static LoggingEvent event() {
    return new LoggingEvent("c", Logger.getLogger("x"), Level.INFO, "m", null);
  }
}
