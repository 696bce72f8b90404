package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** For each line on its standard input keeps ten more MiB of heap: {@code kept 10}. */
public final class Filling {
  private Filling() {}

  public static void main(String[] arguments) throws IOException {
    List<byte[]> kept = new ArrayList<>();
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read != '\n') continue;
      for (int i = 0; i < 10; i++) kept.add(new byte[1 << 20]);
      System.out.println("kept " + kept.size());
    }
  }
}
