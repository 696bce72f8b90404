package io.github.ecsmetrics.it.guest.logging;

import java.lang.reflect.Field;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;

/** Through the API of Log4j 2; arguments are names of loggers. */
public final class Log4j2Story extends ContextStory {
  private Log4j2Story(String... loggers) {
    super(loggers);
  }

  public static void main(String[] loggers) throws Exception {
    Field map = ThreadContext.class.getDeclaredField("contextMap");
    map.setAccessible(true);
    System.out.println("story map: " + map.get(null).getClass().getSimpleName());
    new Log4j2Story(loggers).tell();
  }

  @Override
  void log(String logger, String message) {
    LogManager.getLogger(logger).info(message);
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
  Object get(String key) {
    return ThreadContext.get(key);
  }

  @Override
  Map<?, ?> copy() {
    return ThreadContext.getContext();
  }
}
