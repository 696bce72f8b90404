package io.github.ecsmetrics.benchmarks.logpath;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.openjdk.jmh.annotations.Fork;

/** Log4j 2, in the mode that the subclass's fork asks for. */
public abstract class Log4j2Path extends LogPath {
  private static final String MAP = "-Dlog4j2.threadContextMap=org.apache.logging.log4j.spi.";

  private Logger logger;

  @Override
  void prepare() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    AbstractAppender reader =
        new AbstractAppender("reader", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            read = event.getContextData().getValue(KEY);
          }
        };
    reader.start();
    LoggerConfig config = new LoggerConfig("benchmark", Level.INFO, false);
    config.addAppender(reader, Level.INFO, null);
    context.getConfiguration().addLogger("benchmark", config);
    context.updateLoggers();
    logger = LogManager.getLogger("benchmark");
  }

  @Override
  void put(String key, String value) {
    ThreadContext.put(key, value);
  }

  @Override
  void log() {
    logger.info("event");
  }

  /** A map in a thread local, copied by each {@code put}. */
  @Fork(value = 1, jvmArgsPrepend = MAP + "DefaultThreadContextMap")
  public static class DefaultMap extends Log4j2Path {}

  /** A sorted array, copied by each {@code put}. */
  @Fork(value = 1, jvmArgsPrepend = MAP + "CopyOnWriteSortedArrayThreadContextMap")
  public static class CopyOnWriteMap extends Log4j2Path {}

  /** A sorted array that is written in place, and events that are used again. */
  @Fork(
      value = 1,
      jvmArgsPrepend = {
        "-Dlog4j2.enable.threadlocals=true",
        "-Dlog4j2.garbagefree.threadContextMap=true"
      })
  public static class GarbageFreeMap extends Log4j2Path {}
}
