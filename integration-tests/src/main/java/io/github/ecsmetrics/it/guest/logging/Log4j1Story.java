package io.github.ecsmetrics.it.guest.logging;

import java.util.Map;
import org.apache.log4j.LogManager;
import org.apache.log4j.MDC;

/** Through the API of log4j 1.2; arguments are names of loggers. */
public final class Log4j1Story extends ContextStory {
  private Log4j1Story(String... loggers) {
    super(loggers);
  }

  public static void main(String[] loggers) throws Exception {
    new Log4j1Story(loggers).tell();
  }

  @Override
  void log(String logger, String message) {
    LogManager.getLogger(logger).info(message);
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
    return MDC.getContext();
  }
}
