package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.net.RequestException;
import java.util.function.Consumer;

/**
 * The agent's thread: learns who the task is, lets {@code main} go on, opens the port, polls.
 *
 * <p>The identity comes first and alone, because {@code main} waits for it. A failure is logged,
 * and the next poll tries again. Only the end of the JVM ends the thread.
 */
public final class Poller implements Runnable {
  private static final int HEAD_START_MILLIS = 100;
  private static final int HALT_MILLIS = 1_000;
  private static final int TICK_MILLIS = 10;

  private static final int FIRST_ANSWER = 1;
  private static final int LAST_ANSWER = 2;

  private final TaskMonitor monitor;
  private final Consumer<TaskIdentity> onIdentity;
  private final Runnable onAnswer;
  private final long intervalMillis;
  private PollSchedule schedule;
  private int reached;
  private volatile boolean ending;
  private volatile boolean ended;

  /**
   * @param onIdentity gets the identity with each poll once it is known
   * @param onAnswer runs with each poll once {@code /task} has answered, well or badly
   * @param intervalMillis between two polls
   */
  public Poller(
      TaskMonitor monitor,
      Consumer<TaskIdentity> onIdentity,
      Runnable onAnswer,
      long intervalMillis) {
    this.monitor = monitor;
    this.onIdentity = onIdentity;
    this.onAnswer = onAnswer;
    this.intervalMillis = intervalMillis;
  }

  /**
   * Returns once the endpoint has answered, well or badly, and after {@code millis} at the latest.
   *
   * <p>If the JVM is already ending, {@code main} must not begin beside the shutdown hooks. So this
   * method waits until the agent's hook is over, and one second more for the JVM to halt. It does
   * not wait forever, because OpenJ9 (eclipse-openj9/openj9#17101) and HotSpot 28 (for up to a
   * minute) halt only after it returns.
   */
  public void awaitFirstAnswer(long millis) throws InterruptedException {
    await(FIRST_ANSWER, millis);
    int left = HALT_MILLIS;
    while ((ending || ended) && left > 0) {
      Thread.sleep(TICK_MILLIS);
      if (ended) left -= TICK_MILLIS;
    }
  }

  @Override
  public void run() {
    pollUntilShutdown();
    if (ending) pollFinally();
    markReached(LAST_ANSWER);
  }

  private void pollUntilShutdown() {
    while (!ended && !ending) {
      long asked = now();
      long next;
      try {
        next = poll(asked);
      } catch (Throwable failure) {
        AgentJar.check();
        PollReport.failed(failure);
        next = schedule().afterFailure(asked);
      } finally {
        markReached(FIRST_ANSWER);
      }
      sleepUntil(next);
    }
  }

  /** Makes the thread poll one last time, and waits for that for {@code millis} at most. */
  public synchronized void pollOnceMore(long millis) throws InterruptedException {
    ending = true;
    notifyAll();
    await(LAST_ANSWER, millis);
  }

  /**
   * Aborts a request that is under way: a thread in a native read delays the JVM's end by 310 ms. A
   * thread that sleeps delays nothing, so it is not woken.
   */
  public void end() {
    ended = true;
    monitor.abort();
  }

  private synchronized void await(int answer, long millis) throws InterruptedException {
    long end = now() + millis;
    for (long left = millis; left > 0 && reached < answer; left = end - now()) wait(left);
  }

  /** Notes that this answer was reached; returns true the first time. */
  private synchronized boolean markReached(int answer) {
    if (reached >= answer) return false;
    reached = answer;
    notifyAll();
    return true;
  }

  private void pollFinally() {
    try {
      monitor.pollTask();
      monitor.pollStats();
    } catch (Exception failure) {
      // The numbers of earlier polls have to do.
      AgentLog.debug(failure);
    }
  }

  /** Asks both paths and returns the time of the next poll. */
  long poll(long asked) {
    RequestException failure = null;
    try {
      monitor.pollTask();
    } catch (RequestException e) {
      failure = e;
    }
    TaskIdentity identity = monitor.identity();
    if (identity != null) onIdentity.accept(identity);
    // If CPU is scarce, the rest would slow the application's first steps.
    if (markReached(FIRST_ANSWER)) sleepUntil(now() + HEAD_START_MILLIS);
    if (!ending) onAnswer.run();
    if (!ended) PollReport.ownContainer(monitor.ownFailure());
    try {
      monitor.pollStats();
    } catch (RequestException e) {
      if (failure == null) failure = e;
    }
    if (failure == null || ended) return afterSuccess(asked);
    PollReport.unanswered(failure);
    return schedule().afterFailure(asked);
  }

  private PollSchedule schedule() {
    if (schedule == null) schedule = new PollSchedule(intervalMillis);
    return schedule;
  }

  private long afterSuccess(long asked) {
    PollReport.answered();
    ContainerStats freshest = monitor.latest().freshest();
    if (freshest == null) return schedule().afterSuccess(asked);
    double read = freshest.value(ContainerStat.READ_AT) * 1_000;
    double refresh = read - freshest.value(ContainerStat.PREVIOUS_READ_AT) * 1_000;
    long clock = System.currentTimeMillis() - now();
    return schedule().afterSuccess(asked, (long) read - clock, (long) refresh);
  }

  /**
   * Sleeps until that time or the JVM's end. Interrupts are ignored, because some applications
   * interrupt every thread.
   */
  private synchronized void sleepUntil(long time) {
    for (long left = time - now(); left > 0 && !ending && !ended; left = time - now()) {
      try {
        wait(left);
      } catch (InterruptedException ofSomebodyElse) {
        // The loop sleeps for the rest.
      }
    }
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
