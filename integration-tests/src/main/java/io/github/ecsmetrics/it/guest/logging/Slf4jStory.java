package io.github.ecsmetrics.it.guest.logging;

import java.util.Map;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Through SLF4J, on whatever is behind it; arguments are names of loggers. */
public final class Slf4jStory extends ContextStory {
  private Slf4jStory(String... loggers) {
    super(loggers);
  }

  public static void main(String[] loggers) throws Exception {
    new Slf4jStory(loggers).tell();
  }

  @Override
  void log(String logger, String message) {
    LoggerFactory.getLogger(logger).info(message);
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
  Object get(String key) {
    return MDC.get(key);
  }

  @Override
  Map<?, ?> copy() {
    return MDC.getCopyOfContextMap();
  }
}
