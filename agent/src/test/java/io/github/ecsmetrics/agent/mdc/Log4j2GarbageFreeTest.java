package io.github.ecsmetrics.agent.mdc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.ContextDataInjector;
import org.apache.logging.log4j.core.impl.ThreadContextDataInjector;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;

/** The garbage-free mode, in which one event after the other uses the same data. */
class Log4j2GarbageFreeTest extends Log4j2FrameworkTest {
  private static final int EVENTS = 1000;

  private final ContextDataInjector injector = garbageFree();

  @Test
  void dataIsNotFrozenAndServesTheNextEvent() {
    StringMap ofTheEvent = injector.injectContextData(null, new SortedArrayStringMap());
    ofTheEvent.clear();
    StringMap ofTheNext = injector.injectContextData(null, ofTheEvent);
    assertFalse(ofTheNext.isFrozen());
    assertSame(ofTheEvent, ofTheNext);
  }

  /** The guard of what an event costs: bytes, which are the same on every machine. */
  @Test
  void eventAllocatesNothing() {
    put("user", "u1");
    put("request", "r1");
    StringMap ofTheEvent = injector.injectContextData(null, new SortedArrayStringMap());
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    thread.getCurrentThreadAllocatedBytes();
    int withTask = 0;
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < EVENTS; i++) {
      ofTheEvent.clear();
      ofTheEvent = injector.injectContextData(null, ofTheEvent);
      if ("web".equals(ofTheEvent.getValue("task_family"))) withTask++;
    }
    long bytes = thread.getCurrentThreadAllocatedBytes() - before;
    assertEquals(EVENTS, withTask);
    assertEquals(0, bytes / EVENTS);
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

  @Override
  ContextDataInjector injector() {
    return injector;
  }
}
