package io.github.ecsmetrics.it.cost;

import io.github.ecsmetrics.it.RunningJvm;

/** The costs that a guest {@code CountsCosts} printed. */
record Costs(long classes, long threads, long polling, long serving) {
  /** Asks now. */
  static Costs of(RunningJvm jvm) throws Exception {
    int before = lines(jvm).length;
    jvm.writeLine("");
    jvm.await(() -> lines(jvm).length > before, "counts its costs");
    return parse(lines(jvm)[before]);
  }

  private static String[] lines(RunningJvm jvm) {
    String said = jvm.stdout();
    int end = said.lastIndexOf('\n');
    return end < 0 ? new String[0] : said.substring(0, end).split("\n");
  }

  private static Costs parse(String line) {
    String[] numbers = line.split("[^0-9]+");
    return new Costs(
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]));
  }
}
