package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.BasicMDCAdapter;

/**
 * Seen elsewhere: Logback 1.3.8 moved its MDC adapter, and exchanged ones broke
 * (qos-ch/logback#709).
 *
 * <p>Seen elsewhere: the application's own keys were overwritten, its maps frozen, events no longer
 * serialisable (open-telemetry/opentelemetry-java-instrumentation#13479,
 * open-telemetry/opentelemetry-java-instrumentation#12718).
 */
class LogbackTest {
  @Test
  void eventsCarryTheTaskBelowTheApplicationsOwnKeys() throws Exception {
    assertEquals(
        List.of(
            "{task_family=web, task_revision=42}",
            "{task_family=mine, task_revision=42, user=u1}",
            "{task_family=web, task_revision=42, user=u1}",
            "{task_family=web, task_revision=42}"),
        Guest.call(Events.class));
  }

  /** Two equal names in one line are one too many for structured encoders. */
  @Test
  void keysThatTheEventHasAsPairsAreLeftOut() throws Exception {
    assertEquals(
        List.of(
            "{task_revision=42}",
            "{task_revision=42, user=u1}",
            "{user=u1}",
            "{task_family=web, task_revision=42, user=u1}",
            "null 42 false"),
        Guest.call(Pairs.class));
  }

  @Test
  void eventsWithoutContextShareOneMap() throws Exception {
    assertEquals(List.of(true, true), Guest.call(EmptyEvents.class));
  }

  /** The guard of what an event costs: bytes, which are the same on every machine. */
  @Test
  void lookingAKeyUpAllocatesNothingInAnEmptyContextAndAViewInAnother() throws Exception {
    assertEquals(List.of(0L, 32L), Guest.call(Allocation.class));
  }

  /**
   * Seen elsewhere: {@code MDC.get} had no value although the log showed one
   * (open-telemetry/opentelemetry-java-instrumentation#7679).
   */
  @Test
  void lookupsFallBackToTheTaskAndCopiesStayClean() throws Exception {
    assertEquals(
        List.of("get web", "copy null", "own mine", "copy {task_family=mine}", "other null"),
        Guest.call(Lookups.class));
  }

  @Test
  void mapOfAnEventIsAsReadOnlyAsLogbacksOwn() throws Exception {
    assertEquals(List.of("refused", "refused", "refused", "web"), Guest.call(ReadOnly.class));
  }

  @Test
  void mapOfAnEventStaysMutableAndLeavesTheContextAlone() throws Exception {
    assertEquals(
        List.of("{task_revision=42, user=u1, written=yes}", "null", "{}", "{user=u1}"),
        Guest.call(Mutable.class));
  }

  @Test
  void mapOfAnEventIsWhatAnEqualHashMapIs() throws Exception {
    assertEquals(
        List.of(true, true, true, true, true, false, false, true), Guest.call(WholeMap.class));
  }

  @Test
  void serialisedEventsHoldMapsOfTheJdkOnly() throws Exception {
    assertEquals(
        List.of("java.util.HashMap", "{task_family=web, task_revision=42, user=u1}"),
        Guest.call(Serialised.class));
  }

  /** An event that learns its context when its map is first asked for. */
  abstract static class Logback<T> implements Callable<T> {
    final LogbackMDCAdapter mdc = new LogbackMDCAdapter();
    final LoggerContext context = new LoggerContext();

    Logback() {
      context.setMDCAdapter(mdc);
    }

    LoggingEvent event() {
      return new LoggingEvent("c", context.getLogger("x"), Level.INFO, "m", null, null);
    }
  }

  static final class Events extends Logback<List<String>> {
    @Override
    public List<String> call() {
      List<String> seen = new ArrayList<>();
      seen.add(new TreeMap<>(event().getMDCPropertyMap()).toString());
      mdc.put("user", "u1");
      mdc.put("task_family", "mine");
      seen.add(new TreeMap<>(event().getMDCPropertyMap()).toString());
      mdc.remove("task_family");
      seen.add(new TreeMap<>(event().getMDCPropertyMap()).toString());
      mdc.clear();
      seen.add(new TreeMap<>(event().getMDCPropertyMap()).toString());
      return seen;
    }
  }

  static final class Pairs extends Logback<List<String>> {
    @Override
    public List<String> call() {
      List<String> seen = new ArrayList<>();
      seen.add(sorted(event("task_family")));
      mdc.put("user", "u1");
      LoggingEvent event = event("other", null, "task_family");
      seen.add(sorted(event));
      seen.add(sorted(event("task_family", "task_revision")));
      seen.add(sorted(event("other", null)));
      Map<String, String> map = event.getMDCPropertyMap();
      seen.add(
          map.get("task_family")
              + " "
              + map.get("task_revision")
              + " "
              + map.containsKey("task_family"));
      return seen;
    }

    private LoggingEvent event(String... keys) {
      LoggingEvent event = event();
      for (String key : keys) event.addKeyValuePair(new KeyValuePair(key, "mine"));
      return event;
    }

    private static String sorted(LoggingEvent event) {
      return new TreeMap<>(event.getMDCPropertyMap()).toString();
    }
  }

  static final class EmptyEvents extends Logback<List<Boolean>> {
    @Override
    public List<Boolean> call() {
      Object never = event().getMDCPropertyMap();
      mdc.put("user", "u1");
      mdc.remove("user");
      Object again = event().getMDCPropertyMap();
      LoggingEvent event = event();
      return List.of(never == again, event.getMDCPropertyMap() == event.getMDCPropertyMap());
    }
  }

  static final class Allocation extends Logback<List<Long>> {
    private static final int EVENTS = 1000;

    @Override
    public List<Long> call() {
      allocatedByMap();
      long empty = allocatedByMap();
      mdc.put("user", "u1");
      mdc.put("request", "r1");
      return List.of(empty, allocatedByMap());
    }

    private LoggingEvent withArgumentsAndMarker() {
      Object[] arguments = {"a", 1, null};
      LoggingEvent event =
          new LoggingEvent("c", context.getLogger("x"), Level.INFO, "{} {} {}", null, arguments);
      event.addMarker(MarkerFactory.getMarker("audit"));
      return event;
    }

    private long allocatedByMap() {
      ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      LoggingEvent[] events = new LoggingEvent[EVENTS];
      for (int i = 0; i < EVENTS; i++) events[i] = withArgumentsAndMarker();
      mdc.getPropertyMap();
      long before = thread.getCurrentThreadAllocatedBytes();
      for (LoggingEvent event : events) {
        if (!"web".equals(event.getMDCPropertyMap().get("task_family"))) return -1;
      }
      return (thread.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    }
  }

  static final class Lookups extends Logback<List<String>> {
    @Override
    public List<String> call() {
      List<String> seen = new ArrayList<>();
      seen.add("get " + mdc.get("task_family"));
      seen.add("copy " + mdc.getCopyOfContextMap());
      mdc.put("task_family", "mine");
      seen.add("own " + mdc.get("task_family"));
      seen.add("copy " + mdc.getCopyOfContextMap());
      seen.add("other " + mdc.get("other"));
      return seen;
    }
  }

  static final class ReadOnly extends Logback<List<String>> {
    @Override
    public List<String> call() {
      mdc.put("user", "u1");
      Map<String, String> map = event().getMDCPropertyMap();
      return List.of(
          refused(() -> map.put("written", "yes")),
          refused(map::clear),
          refused(() -> map.entrySet().removeIf(entry -> true)),
          map.get("task_family"));
    }

    private static String refused(Runnable write) {
      try {
        write.run();
        return "written";
      } catch (UnsupportedOperationException e) {
        return "refused";
      }
    }
  }

  /** Another adapter's copy, as Logback takes it where it is not its own that SLF4J has. */
  static final class Mutable implements Callable<List<String>> {
    @Override
    public List<String> call() {
      Map<String, String> ofTheThread = new TreeMap<>(Map.of("user", "u1"));
      List<String> seen = new ArrayList<>();
      Map<String, String> written = event(ofTheThread).getMDCPropertyMap();
      written.put("written", "yes");
      written.remove("task_family");
      seen.add(new TreeMap<>(written).toString());
      seen.add(String.valueOf(written.get("task_family")));
      Map<String, String> cleared = event(ofTheThread).getMDCPropertyMap();
      cleared.keySet().removeIf(key -> true);
      seen.add(cleared.toString());
      seen.add(ofTheThread.toString());
      return seen;
    }

    private static LoggingEvent event(Map<String, String> context) {
      LoggerContext logback = new LoggerContext();
      logback.setMDCAdapter(
          new BasicMDCAdapter() {
            @Override
            public Map<String, String> getCopyOfContextMap() {
              return context;
            }
          });
      return new LoggingEvent("c", logback.getLogger("x"), Level.INFO, "m", null, null);
    }
  }

  static final class WholeMap extends Logback<List<Boolean>> {
    @Override
    public List<Boolean> call() {
      mdc.put("user", "u1");
      mdc.put("task_family", "mine");
      Map<String, String> map = event().getMDCPropertyMap();
      Map<String, String> same = Map.of("user", "u1", "task_family", "mine", "task_revision", "42");
      return List.of(
          same.equals(map),
          map.equals(same),
          map.hashCode() == same.hashCode(),
          map.size() == 3,
          map.containsKey("task_revision"),
          map.containsKey("other"),
          map.isEmpty(),
          map.get(null) == null);
    }
  }

  static final class Serialised extends Logback<List<String>> {
    @Override
    public List<String> call() throws Exception {
      mdc.put("user", "u1");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(event().getMDCPropertyMap());
      Object read =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
      return List.of(
          read.getClass().getName(), new TreeMap<Object, Object>((Map<?, ?>) read).toString());
    }
  }
}
