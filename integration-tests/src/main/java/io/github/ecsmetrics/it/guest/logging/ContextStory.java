package io.github.ecsmetrics.it.guest.logging;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * Logs with an empty context, with keys of its own, with one of them removed again, and on every
 * kind of thread; at the end of its input says on stdout what lookups and copies answered.
 */
abstract class ContextStory {
  private final String[] loggers;

  /** What lookups and copies answered; said last, so that no queue's line comes in between. */
  private final StringBuffer told = new StringBuffer();

  ContextStory(String... loggers) {
    this.loggers = loggers;
  }

  abstract void log(String logger, String message);

  abstract void put(String key, String value);

  abstract void remove(String key);

  abstract Object get(String key);

  abstract Map<?, ?> copy();

  final void tell() throws Exception {
    tellAll("empty");
    put("user", "alice");
    put("task_family", "own");
    tellAll("own");
    remove("task_family");
    tellAll("removed");
    remove("user");
    tellAll("emptied");
    onThreads();
    // Queues get their time: whoever reads the lines says when all have come.
    while (System.in.read() >= 0) {}
    System.out.print(told);
  }

  private void tellAll(String when) {
    logAll(when);
    Map<?, ?> copy = copy();
    told.append("story ").append(when).append(": ");
    for (String key : new String[] {"task_family", "task_revision", "other"}) {
      told.append(get(key)).append(' ');
    }
    told.append(copy == null ? "{}" : new TreeMap<Object, Object>(copy)).append('\n');
  }

  private void onThreads() throws Exception {
    Thread thread = new Thread(() -> tellAll("thread"));
    thread.start();
    thread.join();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> tellAll("pool")).get();
    pool.shutdown();
    new ForkJoinPool(1).submit(() -> tellAll("forkjoin")).get();
    try {
      Runnable onVirtual = () -> tellAll("virtual");
      Object virtual =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, onVirtual);
      ((Thread) virtual).join();
    } catch (NoSuchMethodException before21) {
      tellAll("virtual");
    }
  }

  private void logAll(String message) {
    for (String logger : loggers) log(logger, message);
  }
}
