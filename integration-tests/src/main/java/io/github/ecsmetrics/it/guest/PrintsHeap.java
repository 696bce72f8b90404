package io.github.ecsmetrics.it.guest;

import java.io.IOException;

/**
 * For each line on its standard input it prints how much of the heap is in use after a collection:
 * {@code heap 1234567}, in bytes.
 */
public final class PrintsHeap {
  private PrintsHeap() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read != '\n') continue;
      for (int i = 0; i < 3; i++) System.gc();
      Runtime runtime = Runtime.getRuntime();
      System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()));
    }
  }
}
