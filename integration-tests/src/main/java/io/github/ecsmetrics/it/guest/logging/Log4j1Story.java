package io.github.ecsmetrics.it.guest.logging;

import org.apache.log4j.LogManager;
import org.apache.log4j.MDC;

/** Through the API of log4j 1.2; arguments are names of loggers. */
public final class Log4j1Story {
  private Log4j1Story() {}

  public static void main(String[] loggers) throws Exception {
    new ContextStory(
            (logger, message) -> LogManager.getLogger(logger).info(message),
            MDC::put,
            MDC::remove,
            MDC::get,
            MDC::getContext)
        .logAll(loggers);
  }
}
