package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

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

  @Test
  void eventsWithoutContextShareOneMap() throws Exception {
    assertEquals(List.of(true, true), Guest.call(EmptyEvents.class));
  }

  @Test
  void lookupsFallBackToTheTaskAndCopiesStayClean() throws Exception {
    assertEquals(
        List.of("get web", "copy null", "own mine", "copy {task_family=mine}", "other null"),
        Guest.call(Lookups.class));
  }

  @Test
  void mapOfAnEventStaysMutable() throws Exception {
    assertEquals("yes", Guest.call(Mutation.class));
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

  static final class Mutation extends Logback<String> {
    @Override
    public String call() {
      mdc.put("user", "u1");
      LoggingEvent event = event();
      event.getMDCPropertyMap().put("written", "yes");
      return event.getMDCPropertyMap().get("written");
    }
  }
}
