package io.github.ecsmetrics.it.prometheus;

import java.util.function.ToDoubleFunction;

/**
 * Ten minutes of what one scrape got, as one more: in the OpenMetrics format, each series with a
 * sample every 15 seconds. Whoever scrapes it has all of it at once, and any two have the same.
 * Each disk has a second device on it, as a volume of a device mapper is.
 *
 * @param text what to serve
 * @param end the time of the last samples, in seconds since the epoch
 */
record History(String text, long end) {
  static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private static final int SAMPLES = 40;
  private static final int INTERVAL = 15;

  /**
   * Everything that counts grows by one a second, limits are far too low, nothing is in order:
   * every alert has a reason.
   */
  static History busy(String scrape, long end) {
    return of(scrape, end, History::busyValue, 1);
  }

  /** Nothing is done, and limits are 0, by which older agents said that there are none. */
  static History idle(String scrape, long end) {
    return of(scrape, end, line -> isLimit(line) ? 0 : value(line), 0);
  }

  private static History of(
      String scrape, long end, ToDoubleFunction<ScrapeResult.Line> first, int growth) {
    StringBuilder text = new StringBuilder();
    for (String line : scrape.lines().toList()) {
      if (line.equals("# EOF")) continue;
      if (line.startsWith("#")) {
        text.append(line).append('\n');
        continue;
      }
      ScrapeResult.Line sample = ScrapeResult.Line.parse(line);
      double step = grows(sample) ? growth * INTERVAL : 0;
      append(text, line, first.applyAsDouble(sample), step, end);
      String stacked = line.replaceFirst("device=\"[^\"]+\"", "device=\"253:0\"");
      if (!stacked.equals(line)) {
        append(text, stacked, first.applyAsDouble(sample), step, end);
      }
    }
    return new History(text.append("# EOF\n").toString(), end);
  }

  private static void append(StringBuilder text, String line, double first, double step, long end) {
    String series = line.substring(0, line.lastIndexOf(' ') + 1);
    for (int i = 0; i < SAMPLES; i++) {
      text.append(series).append(first + i * step).append(' ');
      text.append(end - (SAMPLES - 1 - i) * INTERVAL).append('\n');
    }
  }

  private static double busyValue(ScrapeResult.Line line) {
    if (isLimit(line)) return 0.5;
    if (line.name().matches(".*_(success|synchronized|headroom_bytes)")) return 0;
    return value(line);
  }

  /** The time of the last start, too: as if the container restarted before every sample. */
  private static boolean grows(ScrapeResult.Line line) {
    return line.name().matches(".*_(total|count|sum|bucket)|.*_io_.*|.*_last_started_at_time");
  }

  private static boolean isLimit(ScrapeResult.Line line) {
    return line.name().matches(".*_(limit|limit_bytes?|reserved_bytes)");
  }

  private static double value(ScrapeResult.Line line) {
    return Double.parseDouble(line.value());
  }
}
