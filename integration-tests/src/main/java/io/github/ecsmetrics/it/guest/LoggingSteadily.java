package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a hundred lines a second. A line on standard input prints what the JVM holds after garbage
 * collection: {@code heap 1234 metaspace 1234 threads 12}, in bytes.
 */
public final class LoggingSteadily {
  private LoggingSteadily() {}

  public static void main(String[] arguments) throws IOException {
    Thread logging = new Thread(LoggingSteadily::log, "logging");
    logging.setDaemon(true);
    logging.start();
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read == '\n') System.out.println(held());
    }
  }

  private static void log() {
    Logger logger = LoggerFactory.getLogger(LoggingSteadily.class);
    for (long line = 0; ; line++) {
      logger.info("line {}", line);
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String held() {
    for (int i = 0; i < 3; i++) System.gc();
    Runtime runtime = Runtime.getRuntime();
    long metaspace = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) metaspace = pool.getUsage().getUsed();
    }
    return "heap "
        + (runtime.totalMemory() - runtime.freeMemory())
        + " metaspace "
        + metaspace
        + " threads "
        + ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
