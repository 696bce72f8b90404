package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.log4j.Level;
import org.apache.log4j.Logger;
import org.apache.log4j.MDC;
import org.apache.log4j.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class Log4j1Test {
  @Test
  void eventsAndLookupsFallBackToTheTaskAndTheContextStaysClean() throws Exception {
    assertEquals(
        List.of(
            "web web null {task_family=web, task_revision=42}",
            "mine mine {task_family=mine} {task_family=mine, task_revision=42}",
            "web web null {task_family=web, task_revision=42}"),
        Guest.call(Events.class));
  }

  @Test
  void serialisedEventsCarryTheTask() throws Exception {
    assertEquals("{task_family=web, task_revision=42}", Guest.call(Serialised.class));
  }

  private static LoggingEvent event() {
    return new LoggingEvent("c", Logger.getLogger("x"), Level.INFO, "m", null);
  }

  private static String sorted(LoggingEvent event) {
    return new TreeMap<Object, Object>((Map<?, ?>) event.getProperties()).toString();
  }

  static final class Events implements Callable<List<String>> {
    @Override
    public List<String> call() {
      List<String> seen = new ArrayList<>();
      seen.add(look());
      MDC.put("task_family", "mine");
      seen.add(look());
      MDC.remove("task_family");
      seen.add(look());
      return seen;
    }

    private static String look() {
      return MDC.get("task_family")
          + " "
          + event().getMDC("task_family")
          + " "
          + MDC.getContext()
          + " "
          + sorted(event());
    }
  }

  /** The receiver has to know the values from the stream: its own context has others. */
  static final class Serialised implements Callable<String> {
    @Override
    public String call() throws Exception {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(event());
      MDC.put("task_family", "receiver");
      ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(java.io.ObjectStreamClass type)
                throws ClassNotFoundException {
              return Class.forName(type.getName(), false, Log4j1Test.class.getClassLoader());
            }
          };
      return sorted((LoggingEvent) in.readObject());
    }
  }
}
