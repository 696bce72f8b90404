package io.github.ecsmetrics.it.guest.logging;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Logs with an empty context, with keys of its own, with one of them removed again, and on every
 * kind of thread. At the end of its input it prints what lookups and copies answered meanwhile.
 */
final class ContextStory {
  private final BiConsumer<String, String> log;
  private final BiConsumer<String, String> put;
  private final Consumer<String> remove;
  private final Function<String, ?> get;
  private final Supplier<? extends Map<?, ?>> copy;

  /** Printed last, so that no line of a queue comes in between. */
  private final StringBuffer answers = new StringBuffer();

  /**
   * The API of a framework.
   *
   * @param log takes the name of a logger and a message
   * @param put takes a key and its value
   * @param copy answers the whole context, or null if it is empty
   */
  ContextStory(
      BiConsumer<String, String> log,
      BiConsumer<String, String> put,
      Consumer<String> remove,
      Function<String, ?> get,
      Supplier<? extends Map<?, ?>> copy) {
    this.log = log;
    this.put = put;
    this.remove = remove;
    this.get = get;
    this.copy = copy;
  }

  /** The whole story, by each of these loggers. */
  void logAll(String... loggers) throws Exception {
    log("empty", loggers);
    put.accept("user", "alice");
    put.accept("task_family", "own");
    log("own", loggers);
    remove.accept("task_family");
    log("removed", loggers);
    remove.accept("user");
    log("emptied", loggers);
    logOnThreads(loggers);
    // Queues get their time: the test ends the input once it has read all lines.
    while (System.in.read() >= 0) {}
    System.out.print(answers);
  }

  private void logOnThreads(String... loggers) throws Exception {
    Thread thread = new Thread(() -> log("thread", loggers));
    thread.start();
    thread.join();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(() -> log("pool", loggers)).get();
    pool.shutdown();
    new ForkJoinPool(1).submit(() -> log("forkjoin", loggers)).get();
    try {
      Runnable onVirtual = () -> log("virtual", loggers);
      Object virtual =
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, onVirtual);
      ((Thread) virtual).join();
    } catch (NoSuchMethodException before21) {
      log("virtual", loggers);
    }
  }

  private void log(String message, String... loggers) {
    for (String logger : loggers) log.accept(logger, message);
    Map<?, ?> context = copy.get();
    answers.append("story ").append(message).append(": ");
    for (String key : new String[] {"task_family", "task_revision", "other"}) {
      answers.append(get.apply(key)).append(' ');
    }
    answers.append(context == null ? "{}" : new TreeMap<Object, Object>(context)).append('\n');
  }
}
