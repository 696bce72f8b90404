package io.github.ecsmetrics.it.prometheus;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The series of many tasks over time: those of one real scrape, {@link FullTask}, repeated under
 * other names. {@code app} stays the container with the JVM, {@code proxy} is repeated as further
 * containers, {@code migrate} is left out.
 */
final class Fleet {
  private static final int SERVICES = 15;
  private static final String TASK_ID = "7e11b0c3d5f24f0e9a6b8d2c4e6f8a10";

  private final List<Series> series = new ArrayList<>();

  /** {@code text} is the name with its labels; growing ones gain {@code step} a second. */
  private record Series(String text, double value, double step) {
    private void write(Appendable out, long from, long to, int interval) throws IOException {
      for (long time = from; time < to; time += interval) {
        out.append(text).append(' ').append(Double.toString(value(time))).append(' ');
        out.append(Long.toString(time)).append('\n');
      }
    }

    private double value(long time) {
      if (step > 0) return value + step * (time % 1_000_000);
      return step == 0 ? value : value * (1 + 0.05 * Math.sin(time / 300.0));
    }
  }

  Fleet(ScrapeResult one, int tasks, int containers) {
    for (int task = 0; task < tasks; task++) {
      int own = containers * (task + 1) / tasks - containers * task / tasks;
      addTask(one, task, own);
    }
  }

  int size() {
    return series.size();
  }

  /** In the OpenMetrics format, as {@code promtool tsdb create-blocks-from} reads it. */
  void write(Path file, long from, long to, int interval) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (Series each : series) each.write(out, from, to, interval);
      out.write("# EOF\n");
    }
  }

  private void addTask(ScrapeResult one, int task, int containers) {
    for (ScrapeResult.Line line : one.lines()) {
      if (line.labels().contains("\"migrate\"")) continue;
      boolean sidecar = line.labels().contains("\"proxy\"");
      int copies = sidecar ? containers - 1 : 1;
      for (int copy = 0; copy < copies; copy++) add(line, task, copy);
    }
  }

  private void add(ScrapeResult.Line line, int task, int copy) {
    String service = String.format(Locale.ROOT, "service-%02d", task % SERVICES);
    String labels =
        line.labels()
            .replace(TASK_ID, String.format(Locale.ROOT, "%032x", task))
            .replace("2000000002", String.valueOf(2000000002 + copy))
            .replace("\"proxy\"", "\"sidecar-" + copy + "\"")
            .replace("\"checkout\"", "\"" + service + "\"");
    String target = "instance=\"10.0." + task / 250 + "." + task % 250 + ":9546\",job=\"ecs\"";
    String all = labels.isEmpty() ? target : labels + "," + target;
    double value = Double.parseDouble(line.value());
    series.add(new Series(line.name() + "{" + all + "}", value, step(line.name(), task)));
  }

  /** Positive: grows; 0: stays; negative: goes up and down. */
  private static double step(String name, int task) {
    if (name.matches(".*(_total|_count|_sum|_bucket|_io_.*)")) return 0.01 * (1 + task % 7);
    if (name.matches(".*(info|status|health|limit|max|success|synchronized|time).*")) return 0;
    return -1;
  }
}
