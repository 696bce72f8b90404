package io.github.ecsmetrics.agent.mdc;

import java.util.Map;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;

/** What the modes of Log4j 2 have in common. */
abstract class Log4j2FrameworkTest extends FrameworkTest {
  abstract ContextDataInjector injector();

  final StringMap data() {
    return injector().injectContextData(null, new SortedArrayStringMap());
  }

  @Override
  void put(String key, String value) {
    ThreadContext.put(key, value);
  }

  @Override
  void remove(String key) {
    ThreadContext.remove(key);
  }

  @Override
  Object lookup(String key) {
    return ThreadContext.get(key);
  }

  @Override
  Map<?, ?> copy() {
    return ThreadContext.getContext();
  }

  @Override
  Map<?, ?> firstCopy() {
    return Map.of();
  }

  @Override
  Object eventValue(String key) {
    return data().getValue(key);
  }

  @Override
  Map<?, ?> eventContext() {
    return data().toMap();
  }
}
