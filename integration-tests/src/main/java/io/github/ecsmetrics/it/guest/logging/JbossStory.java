package io.github.ecsmetrics.it.guest.logging;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.AsyncHandler;
import org.jboss.logmanager.handlers.OutputStreamHandler;

/**
 * Through the API of JBoss LogManager; the first argument is the pattern, {@code json} or {@code
 * ecs}, then names of loggers, of which one called {@code async} gets an asynchronous handler.
 */
public final class JbossStory {
  // A logger that nobody holds is collected, and its handlers with it.
  private static final List<Logger> HELD = new ArrayList<>();

  private JbossStory() {}

  public static void main(String[] arguments) throws Exception {
    String[] loggers = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, loggers, 0, loggers.length);
    OutputStreamHandler console = new OutputStreamHandler(System.out, formatter(arguments[0]));
    console.setAutoFlush(true);
    for (String logger : loggers) add(logger, logger.equals("async") ? queue(console) : console);
    new ContextStory(JbossStory::log, MDC::put, MDC::remove, MDC::get, MDC::copy).logAll(loggers);
  }

  private static Formatter formatter(String pattern) throws ReflectiveOperationException {
    if (pattern.equals("json")) return newest("org.jboss.logmanager.formatters.JsonFormatter");
    if (pattern.equals("ecs")) return newest("co.elastic.logging.jboss.logmanager.EcsFormatter");
    return new PatternFormatter(pattern);
  }

  /** One that the version to compile against does not have. */
  private static Formatter newest(String formatter) throws ReflectiveOperationException {
    return (Formatter) Class.forName(formatter).getConstructor().newInstance();
  }

  private static ExtHandler queue(Handler console) {
    AsyncHandler queue = new AsyncHandler();
    queue.addHandler(console);
    return queue;
  }

  private static void add(String logger, ExtHandler handler) {
    Logger target = LogContext.getLogContext().getLogger(logger);
    target.setLevel(Level.INFO);
    target.setUseParentHandlers(false);
    target.addHandler(handler);
    HELD.add(target);
  }

  private static void log(String logger, String message) {
    LogContext.getLogContext().getLogger(logger).log(Level.INFO, message);
  }
}
