package io.github.ecsmetrics.benchmarks.logpath;

import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;

/** JBoss LogManager. */
public class JbossPath extends LogPath {
  private Logger logger;

  @Override
  void prepare() {
    logger = LogContext.create().getLogger("benchmark");
    logger.setLevel(Level.INFO);
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new ExtHandler() {
          @Override
          protected void doPublish(ExtLogRecord event) {
            read = event.getMdc(KEY);
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
