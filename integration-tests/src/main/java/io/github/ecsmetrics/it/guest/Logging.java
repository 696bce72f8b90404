package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Logs one line on each of three occasions: {@code main}, another thread, an MDC with {@code
 * task_family} and {@code user} of its own. A line on standard input logs all three again, its end
 * ends the program. With an argument it prints {@code ready} and logs nothing before the first
 * line.
 */
public final class Logging {
  private Logging() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length > 0) {
      System.out.println("ready");
      if (!readLine()) return;
    }
    do {
      logOnce();
      System.out.println("logged");
    } while (readLine());
  }

  private static void logOnce() throws InterruptedException {
    Logger logger = LoggerFactory.getLogger(Logging.class);
    logger.info("from main");
    Thread other = new Thread(() -> logger.info("from another thread"));
    other.start();
    other.join();
    MDC.put("task_family", "own");
    MDC.put("user", "alice");
    logger.info("with an MDC");
    MDC.clear();
  }

  private static boolean readLine() throws IOException {
    int read;
    do {
      read = System.in.read();
    } while (read >= 0 && read != '\n');
    return read >= 0;
  }
}
