package io.github.ecsmetrics.agent.mdc;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.MDC;

class JbossLogManagerTest extends FrameworkTest {
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
    return MDC.copy();
  }

  @Override
  Map<?, ?> firstCopy() {
    return Map.of();
  }

  @Override
  Object eventValue(String key) {
    return event().getMdc(key);
  }

  @Override
  Map<?, ?> eventContext() {
    return event().getMdcCopy();
  }

  private static ExtLogRecord event() {
    return new ExtLogRecord(Level.INFO, "m", "c");
  }
}
