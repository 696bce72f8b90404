package io.github.ecsmetrics.it.guest.logging;

import static net.logstash.logback.argument.StructuredArguments.entries;
import static net.logstash.logback.argument.StructuredArguments.kv;
import static net.logstash.logback.marker.Markers.append;
import static net.logstash.logback.marker.Markers.appendEntries;

import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Gives events a {@code task_family} of their own in ways other than the MDC, first with an empty
 * context, then with {@code user} in it. Arguments are the logger and the ways; the message is the
 * way.
 */
public final class FieldsStory {
  private static final String KEY = "task_family";
  private static final String OWN = "mine";

  private FieldsStory() {}

  public static void main(String[] arguments) throws Exception {
    Logger logger = LoggerFactory.getLogger(arguments[0]);
    for (int i = 1; i < arguments.length; i++) log(logger, arguments[i]);
    MDC.put("user", "alice");
    for (int i = 1; i < arguments.length; i++) log(logger, arguments[i]);
    MDC.clear();
    logger.info("end");
    while (System.in.read() >= 0) {}
  }

  private static void log(Logger logger, String way) {
    switch (way) {
      case "none":
        logger.info("none");
        break;
      case "argument":
        logger.info("{}", "argument");
        break;
      case "pair":
        logger.atInfo().addKeyValue(KEY, OWN).log("pair");
        break;
      case "pairs":
        logger.atInfo().addKeyValue(KEY, OWN).addKeyValue("task_revision", 1).log("pairs");
        break;
      case "other":
        logger.atInfo().addKeyValue("other", 1).log("other");
        break;
      default:
        logLogstash(logger, way);
    }
  }

  private static void logLogstash(Logger logger, String way) {
    switch (way) {
      case "kv":
        logger.info("kv", kv(KEY, OWN));
        break;
      case "entries":
        logger.info("entries", entries(both()));
        break;
      case "append":
        logger.info(append(KEY, OWN), "append");
        break;
      case "appendEntries":
        logger.info(appendEntries(both()), "appendEntries");
        break;
      case "and":
        logger.info(append("other", 1).and(append(KEY, OWN)), "and");
        break;
      case "reference":
        Marker audit = MarkerFactory.getDetachedMarker("audit");
        audit.add(append(KEY, OWN));
        logger.info(audit, "reference");
        break;
      default:
        throw new IllegalArgumentException(way);
    }
  }

  private static Map<String, Object> both() {
    Map<String, Object> both = new LinkedHashMap<>();
    both.put(KEY, OWN);
    both.put("task_revision", 1);
    return both;
  }
}
