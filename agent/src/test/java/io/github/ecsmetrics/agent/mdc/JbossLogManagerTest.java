package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.MDC;
import org.junit.jupiter.api.Test;

class JbossLogManagerTest {
  @Test
  void recordsAndLookupsFallBackToTheTaskAndCopiesStayClean() throws Exception {
    assertEquals(
        List.of(
            "web web {} {task_family=web, task_revision=42}",
            "mine mine {task_family=mine} {task_family=mine, task_revision=42}",
            "web web {} {task_family=web, task_revision=42}"),
        Guest.call(Records.class));
  }

  static final class Records implements Callable<List<String>> {
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
      ExtLogRecord event = new ExtLogRecord(Level.INFO, "m", "c");
      return MDC.get("task_family")
          + " "
          + event.getMdc("task_family")
          + " "
          + MDC.copy()
          + " "
          + new TreeMap<>(event.getMdcCopy());
    }
  }
}
