package io.github.ecsmetrics.agent.families;

import java.util.Random;

/** Pages of a made-up application with some mistakes in them, the same for the same seed. */
final class MutatedPages {
  private static final String PLAIN =
      """
      # HELP calls_total Calls \\\\ "x" \\n.
      # TYPE calls_total counter
      calls_total{method="GET",uri="/a"} 1.0 1700000000000
      calls_total{method="GET",uri="/b"} 2
      # TYPE time_seconds histogram
      time_seconds_bucket{uri="/a",le="0.5"} 1
      time_seconds_bucket{uri="/a",le="+Inf"} 3
      time_seconds_sum{uri="/a"} 1.5
      time_seconds_count{uri="/a"} 3
      # TYPE size summary
      size{quantile="0.5"} 1
      size{quantile="0.99"} NaN
      size_sum 12
      size_count 4
      # TYPE depth gauge
      depth{x="\u00e4 \\\\ \\" \\n }{,= # "} -1.5e3
      depth{x=""} +Inf
      # TYPE depth_max untyped
      depth_max 7
      jobs 1
      jobs{a="b",} 2
      """;

  private static final String OPEN_METRICS =
      """
      # TYPE calls counter
      # HELP calls Calls \\\\ "x" \\n.
      calls_total{method="GET",uri="/a"} 1.0 1700000000.5 # {trace_id="x",span_id="y"} 1 1700.25
      calls_created{method="GET",uri="/a"} 1600000000.5
      # TYPE time_seconds histogram
      # UNIT time_seconds seconds
      time_seconds_bucket{uri="/a",le="0.5"} 1 # {trace_id="z"} 0.25
      time_seconds_bucket{uri="/a",le="+Inf"} 3
      time_seconds_sum{uri="/a"} 1.5
      time_seconds_count{uri="/a"} 3
      # TYPE size summary
      size{quantile="0.5"} 1
      size_sum 12
      size_count 4
      # TYPE build info
      build_info{version="1"} 1
      # TYPE phase stateset
      phase{phase="on"} 1
      phase{phase="off"} 0
      # TYPE depth gauge
      depth{x="\u00e4 \\\\ \\" \\n }{,= # "} -1.5e3
      # TYPE "a.b" gauge
      {"a.b","c.d"="e"} 1
      jobs 1
      # EOF
      """;

  private static final String[] PIECES = {
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\0",
    "{",
    "}",
    ",",
    "=",
    "\"",
    "\\",
    "#",
    "# ",
    "# EOF\n",
    "1",
    "-",
    "+",
    ".",
    "e",
    "_",
    "NaN",
    "Inf",
    "0x1",
    "1e999",
    "le=\"x\",",
    "quantile=\"y\",",
    "{}",
    "\"\"",
    "a=\"b\",",
    "task_family=\"x\",",
    "_total",
    "_sum",
    "_count",
    "_bucket",
    "# TYPE size gauge\n",
    "# HELP depth x\n",
    "# UNIT size x\n",
    "# TYPE jobs counter\n",
    " # {a=\"b\"} 1",
    " 5",
    "\u00e4",
    "calls_total 5\n",
    "time_seconds_count 9\n",
    "depth{x=\"\"} 3\n",
    "\ud83d\ude00"
  };

  private final Random random;

  MutatedPages(long seed) {
    random = new Random(seed);
  }

  /** A page with one to three mistakes, or none. */
  String next(boolean openMetrics) {
    String page = openMetrics ? OPEN_METRICS : PLAIN;
    for (int i = random.nextInt(4); i > 0; i--) page = mutate(page);
    return page;
  }

  private String mutate(String page) {
    int at = random.nextInt(page.length());
    int end = Math.min(page.length(), at + 1 + random.nextInt(3));
    switch (random.nextInt(5)) {
      case 0:
        return page.substring(0, at) + page.substring(end);
      case 1:
        return page.substring(0, at) + piece() + page.substring(end);
      case 2:
        return moveLine(page, at);
      default:
        return page.substring(0, at) + piece() + page.substring(at);
    }
  }

  private String piece() {
    return PIECES[random.nextInt(PIECES.length)];
  }

  /** Copies or moves the line at a position to the beginning of another. */
  private String moveLine(String page, int at) {
    int start = page.lastIndexOf('\n', at - 1) + 1;
    int end = page.indexOf('\n', at) + 1;
    if (end == 0) return page;
    String line = page.substring(start, end);
    String rest = random.nextBoolean() ? page : page.substring(0, start) + page.substring(end);
    int to = rest.lastIndexOf('\n', random.nextInt(rest.length())) + 1;
    return rest.substring(0, to) + line + rest.substring(to);
  }
}
