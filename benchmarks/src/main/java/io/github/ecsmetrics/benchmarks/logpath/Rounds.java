package io.github.ecsmetrics.benchmarks.logpath;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * The CPU time of an event in this JVM, as the best of many rounds: unlike the time on the wall it
 * hardly moves when others use the machine; and the bytes that an event of the last round
 * allocates. Arguments: a subclass of {@link LogPath}, own keys.
 */
public final class Rounds {
  private static final int ROUNDS = 40;
  private static final int EVENTS = 500_000;

  private Rounds() {}

  public static void main(String[] arguments) throws Exception {
    String name = Rounds.class.getPackageName() + "." + arguments[0];
    LogPath path = (LogPath) Class.forName(name).getDeclaredConstructor().newInstance();
    path.ownKeys = Integer.parseInt(arguments[1]);
    path.setUp();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double best = Double.MAX_VALUE;
    long bytes = 0;
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < EVENTS; i++) {
        if (path.event() != null) read++;
      }
      long after = threads.getCurrentThreadCpuTime();
      bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / EVENTS;
      best = Math.min(best, (after - before) / (double) EVENTS);
    }
    System.out.println("best " + best + " bytes " + bytes + " read " + (read > 0));
    System.exit(0);
  }
}
