package io.github.ecsmetrics.benchmarks.logpath;

import org.apache.log4j.AppenderSkeleton;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.MDC;
import org.apache.log4j.spi.LoggingEvent;

/** Reload4j, and with it log4j 1.2. */
public class Reload4jPath extends LogPath {
  private Logger logger;

  @Override
  void prepare() {
    logger = Logger.getLogger("benchmark");
    logger.setLevel(Level.INFO);
    logger.setAdditivity(false);
    logger.addAppender(
        new AppenderSkeleton() {
          @Override
          protected void append(LoggingEvent event) {
            read = event.getMDC(KEY);
          }

          @Override
          public void close() {}

          @Override
          public boolean requiresLayout() {
            return false;
          }
        });
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
