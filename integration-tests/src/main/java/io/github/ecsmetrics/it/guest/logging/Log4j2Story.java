package io.github.ecsmetrics.it.guest.logging;

import java.lang.reflect.Field;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.ThreadContext;

/** Through the API of Log4j 2; arguments are names of loggers. */
public final class Log4j2Story {
  private Log4j2Story() {}

  public static void main(String[] loggers) throws Exception {
    Field map = ThreadContext.class.getDeclaredField("contextMap");
    map.setAccessible(true);
    System.out.println("story map: " + map.get(null).getClass().getSimpleName());
    new ContextStory(
            (logger, message) -> LogManager.getLogger(logger).info(message),
            ThreadContext::put,
            ThreadContext::remove,
            ThreadContext::get,
            ThreadContext::getContext)
        .logAll(loggers);
  }
}
