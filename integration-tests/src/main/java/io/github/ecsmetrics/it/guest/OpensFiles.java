package io.github.ecsmetrics.it.guest;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * After the first line on its standard input opens as many files as it may, and whatever becomes
 * free, until the second, after which it closes them all and prints {@code closed}.
 */
public final class OpensFiles {
  private static volatile boolean greedy;

  private OpensFiles() {}

  public static void main(String[] arguments) throws Exception {
    Thread opening = new Thread(OpensFiles::open, "opening");
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read != '\n') continue;
      greedy = !greedy;
      if (greedy) {
        opening.start();
        continue;
      }
      opening.join();
      System.out.println("closed");
    }
  }

  private static void open() {
    Deque<InputStream> open = new ArrayDeque<>(1024);
    while (greedy) {
      try {
        open.push(new FileInputStream("/dev/null"));
      } catch (IOException noneLeft) {
        Thread.yield();
      }
    }
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
