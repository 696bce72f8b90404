package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

class Log4j2Test {
  private static final List<String> EXPECTED =
      List.of(
          "{task_family=web, task_revision=42}",
          "{task_family=mine, task_revision=42, user=u1}",
          "{task_family=web, task_revision=42, user=u1}");

  @Test
  void eventsCarryTheTaskInTheDefaultMode() throws Exception {
    assertEquals(EXPECTED, Guest.call(Default.class));
  }

  @Test
  void eventsCarryTheTaskInTheGarbageFreeMode() throws Exception {
    assertEquals(EXPECTED, Guest.call(GarbageFree.class));
  }

  @Test
  void garbageFreeModeNeverGetsAFrozenMap() throws Exception {
    assertEquals(List.of(false, true), Guest.call(ReusedMap.class));
  }

  /** The guard of what an event costs: bytes, which are the same on every machine. */
  @Test
  void garbageFreeEventsStayFreeOfGarbage() throws Exception {
    assertEquals(0, Guest.call(Allocation.class));
  }

  @Test
  void frozenDataIsWhatAnEqualMapIs() throws Exception {
    assertEquals(
        List.of(
            "{task_family=mine, task_revision=42, user=u1}",
            "[task_family=mine, task_revision=42, user=u1]",
            "[task_family=mine, task_revision=42, user=u1]",
            "size 3, empty false, frozen true",
            "task_revision true, other false",
            "equal true true",
            "refused"),
        Guest.call(WholeData.class));
  }

  @Test
  void serialisedDataNeedsNoClassOfOurs() throws Exception {
    assertEquals(
        List.of(
            SortedArrayStringMap.class.getName(), "{task_family=web, task_revision=42, user=u1}"),
        Guest.call(Serialised.class));
  }

  @Test
  void lookupsFallBackToTheTaskAndCopiesStayClean() throws Exception {
    assertEquals(
        List.of("get web", "contains false", "copy {}", "own mine", "copy {task_family=mine}"),
        Guest.call(Lookups.class));
  }

  abstract static class Injection implements Callable<List<String>> {
    abstract ContextDataInjector injector();

    @Override
    public List<String> call() {
      ContextDataInjector injector = injector();
      List<String> seen = new ArrayList<>();
      seen.add(injector.injectContextData(null, new SortedArrayStringMap()).toString());
      ThreadContext.put("user", "u1");
      ThreadContext.put("task_family", "mine");
      seen.add(injector.injectContextData(null, new SortedArrayStringMap()).toString());
      ThreadContext.remove("task_family");
      seen.add(injector.injectContextData(null, new SortedArrayStringMap()).toString());
      ThreadContext.clearMap();
      return seen;
    }
  }

  static final class Default extends Injection {
    @Override
    ContextDataInjector injector() {
      return new ThreadContextDataInjector.ForDefaultThreadContextMap();
    }
  }

  static final class GarbageFree extends Injection {
    @Override
    ContextDataInjector injector() {
      return garbageFree();
    }
  }

  private static ContextDataInjector garbageFree() {
    System.setProperty("log4j2.garbagefree.threadContextMap", "true");
    try {
      ThreadContext.init();
      return new ThreadContextDataInjector.ForGarbageFreeThreadContextMap();
    } finally {
      System.clearProperty("log4j2.garbagefree.threadContextMap");
    }
  }

  static final class ReusedMap implements Callable<List<Boolean>> {
    @Override
    public List<Boolean> call() {
      ContextDataInjector injector = garbageFree();
      StringMap ofTheEvent = injector.injectContextData(null, new SortedArrayStringMap());
      ofTheEvent.clear();
      StringMap ofTheNext = injector.injectContextData(null, ofTheEvent);
      return List.of(ofTheNext.isFrozen(), ofTheNext == ofTheEvent);
    }
  }

  static final class Allocation implements Callable<Long> {
    private static final int EVENTS = 1000;

    @Override
    public Long call() {
      ContextDataInjector injector = garbageFree();
      ThreadContext.put("user", "u1");
      ThreadContext.put("request", "r1");
      StringMap ofTheEvent = injector.injectContextData(null, new SortedArrayStringMap());
      ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      thread.getCurrentThreadAllocatedBytes();
      long before = thread.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < EVENTS; i++) {
        ofTheEvent.clear();
        ofTheEvent = injector.injectContextData(null, ofTheEvent);
        if (!"web".equals(ofTheEvent.getValue("task_family"))) return -1L;
      }
      ThreadContext.clearMap();
      return (thread.getCurrentThreadAllocatedBytes() - before) / EVENTS;
    }
  }

  static final class WholeData implements Callable<List<String>> {
    @Override
    public List<String> call() {
      ThreadContext.put("user", "u1");
      ThreadContext.put("task_family", "mine");
      StringMap data = injected();
      StringMap same = new SortedArrayStringMap();
      Map.of("user", "u1", "task_family", "mine", "task_revision", "42").forEach(same::putValue);
      List<String> seen = new ArrayList<>();
      seen.add(new TreeMap<>(data.toMap()).toString());
      Set<String> pairs = new TreeSet<>();
      data.forEach((key, value) -> pairs.add(key + "=" + value));
      seen.add(pairs.toString());
      Set<String> tripled = new TreeSet<>();
      data.forEach((key, value, to) -> to.add(key + "=" + value), tripled);
      seen.add(tripled.toString());
      seen.add("size " + data.size() + ", empty " + data.isEmpty() + ", frozen " + data.isFrozen());
      seen.add(
          "task_revision "
              + data.containsKey("task_revision")
              + ", other "
              + data.containsKey("other"));
      seen.add("equal " + data.equals(injected()) + " " + (data.hashCode() == same.hashCode()));
      try {
        data.putValue("written", "yes");
      } catch (UnsupportedOperationException e) {
        seen.add("refused");
      }
      ThreadContext.clearMap();
      return seen;
    }
  }

  private static StringMap injected() {
    return new ThreadContextDataInjector.ForDefaultThreadContextMap()
        .injectContextData(null, new SortedArrayStringMap());
  }

  static final class Serialised implements Callable<List<String>> {
    @Override
    public List<String> call() throws Exception {
      ThreadContext.put("user", "u1");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      new ObjectOutputStream(bytes).writeObject(injected());
      ThreadContext.clearMap();
      ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
              return Class.forName(type.getName(), false, Log4j2Test.class.getClassLoader());
            }
          };
      Object read = in.readObject();
      return List.of(read.getClass().getName(), read.toString());
    }
  }

  static final class Lookups implements Callable<List<String>> {
    @Override
    public List<String> call() {
      List<String> seen = new ArrayList<>();
      seen.add("get " + ThreadContext.get("task_family"));
      seen.add("contains " + ThreadContext.containsKey("task_family"));
      seen.add("copy " + ThreadContext.getContext());
      ThreadContext.put("task_family", "mine");
      seen.add("own " + ThreadContext.get("task_family"));
      seen.add("copy " + ThreadContext.getContext());
      ThreadContext.clearMap();
      return seen;
    }
  }
}
