package io.github.ecsmetrics.benchmarks.logpath;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Logback 1.5. */
public class LogbackPath extends LogPath {
  private Logger logger;

  @Override
  void prepare() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    AppenderBase<ILoggingEvent> reader =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            read = event.getMDCPropertyMap().get(KEY);
          }
        };
    reader.setContext(context);
    reader.start();
    logger = context.getLogger("benchmark");
    logger.setAdditive(false);
    logger.addAppender(reader);
  }

  @Override
  void put(String key, String value) {
    MDC.put(key, value);
  }

  @Override
  void log() {
    logger.info("event");
  }
}
