package io.github.ecsmetrics.agent.http.page;

import java.util.List;

/**
 * The page at {@code /} for a terminal.
 *
 * <pre>
 * ecs-metrics-agent  curltest:26
 *
 * task family        curltest
 * ...
 *
 *              cpu                                 memory
 * whole task   [##........] 0.05 of 0.25 vCPU      [#.........] 61 of 512 MiB   RUNNING
 * </pre>
 */
final class TextPage {
  private static final int BAR = 10;
  private static final int MEMORY_BAR = 32;
  private static final int MAX_NAME = 40;

  private final StringBuilder text = new StringBuilder();

  private TextPage() {}

  static String of(TaskReport report) {
    return new TextPage().write(report);
  }

  private String write(TaskReport report) {
    text.append("ecs-metrics-agent");
    if (report.title != null) text.append("  ").append(printable(report.title));
    text.append("\n\n");
    for (int i = 0; i < report.identity.size(); i += 2) {
      cell(report.identity.get(i), 20).append(printable(report.identity.get(i + 1))).append('\n');
    }
    if (!report.identity.isEmpty()) text.append('\n');
    if (!report.lines.isEmpty()) table(report.lines);
    cell("JVM heap", 20).append(bar(report.heap)).append('\n');
    if (report.memory != null) {
      cell("JVM memory", 20).append(bar(report.memory)).append('\n');
    }
    for (int i = 0; i < report.jvm.size(); i += 2) {
      cell(report.jvm.get(i), 20).append(printable(report.jvm.get(i + 1))).append('\n');
    }
    cell("age", 20).append(report.age).append("\n\n");
    text.append(report.rawEndpoints ? "/metrics /task /stats /-/healthy" : "/metrics /-/healthy");
    return text.append('\n').toString();
  }

  private void table(List<TaskReport.Line> lines) {
    int width = "container".length();
    for (TaskReport.Line line : lines) width = Math.max(width, line.name.length());
    width = Math.min(width, MAX_NAME) + 2;
    cell("", width);
    cell("cpu", 34);
    cell("memory", 34).append("status\n");
    for (TaskReport.Line line : lines) {
      cell(shortened(line.name), width);
      cell(bar(line.cpu), 34);
      cell(bar(line.memory), 34).append(printable(line.status)).append('\n');
    }
    text.append('\n');
  }

  private StringBuilder cell(String content, int width) {
    text.append(printable(content));
    for (int i = content.length(); i < width; i++) text.append(' ');
    return text;
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 3) + "...";
  }

  private static String bar(Usage usage) {
    int percent = usage.percent();
    if (percent < 0) return usage.toString();
    StringBuilder bar = new StringBuilder("[");
    for (int i = 0; i < BAR; i++) bar.append(i < (percent * BAR + 50) / 100 ? '#' : '.');
    return bar.append("] ").append(usage).toString();
  }

  /** Each use has its first letter, and what is free a dot. */
  private static String bar(MemoryBar memory) {
    StringBuilder bar = new StringBuilder("[");
    for (int i = 0; i < memory.size(); i++) {
      char letter = memory.use(i).equals("free") ? '.' : memory.use(i).charAt(0);
      int end = memory.begin(i + 1, MEMORY_BAR);
      for (int at = memory.begin(i, MEMORY_BAR); at < end; at++) bar.append(letter);
    }
    bar.append("] ");
    for (int i = 0; i < memory.size(); i++) {
      if (i > 0) bar.append(", ");
      bar.append(memory.amount(i));
    }
    return bar.append(memory.limit().isEmpty() ? "" : " ").append(memory.limit()).toString();
  }

  /** Replaces characters that a terminal could interpret as a command. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int type = Character.getType(c);
      boolean hidden = type == Character.CONTROL || type == Character.FORMAT;
      printable.append(hidden || type == Character.LINE_SEPARATOR ? '?' : c);
    }
    return printable.toString();
  }
}
