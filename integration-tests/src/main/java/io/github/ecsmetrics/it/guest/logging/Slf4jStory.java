package io.github.ecsmetrics.it.guest.logging;

import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Through SLF4J, on whatever is behind it; arguments are names of loggers. */
public final class Slf4jStory {
  private Slf4jStory() {}

  public static void main(String[] loggers) throws Exception {
    new ContextStory(
            (logger, message) -> LoggerFactory.getLogger(logger).info(message),
            MDC::put,
            MDC::remove,
            MDC::get,
            MDC::getCopyOfContextMap)
        .logAll(loggers);
  }
}
