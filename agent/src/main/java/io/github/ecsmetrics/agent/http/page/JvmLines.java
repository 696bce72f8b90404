package io.github.ecsmetrics.agent.http.page;

import io.github.ecsmetrics.agent.metrics.Growth;
import io.github.ecsmetrics.agent.metrics.JvmReport;
import io.github.ecsmetrics.agent.metrics.LastPush;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names and values of what is known of the JVM, in turns. */
final class JvmLines {
  private final List<String> lines = new ArrayList<>();

  private JvmLines() {}

  /**
   * @param jvm null if its numbers are not served
   * @param push null if nothing is pushed
   */
  static List<String> of(JvmReport jvm, LastPush push) {
    JvmLines known = new JvmLines();
    if (jvm != null) known.add(jvm);
    if (push != null) known.add("last push", outcome(push));
    return known.lines;
  }

  private void add(JvmReport jvm) {
    if (jvm.cpuWait != null) add("CPU wait", text(jvm.cpuWait));
    add("GC time", text(jvm.gcPauses));
    add("threads", Integer.toString(jvm.threads));
    add("uptime", duration(jvm.uptimeSeconds));
  }

  private void add(String name, String value) {
    lines.add(name);
    lines.add(value);
  }

  private static String text(Growth growth) {
    String seconds = String.format(Locale.ROOT, "%.2f s", growth.seconds);
    return seconds + " in the last " + duration(growth.ofSeconds);
  }

  private static String outcome(LastPush push) {
    if (push.outcome == null) return "none yet";
    double age = (System.currentTimeMillis() - push.epochMillis) / 1e3;
    return push.outcome + ", " + duration(Math.max(0, age)) + " ago";
  }

  /** The two largest units, for example {@code 2 h 5 min}. */
  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) return whole + " s";
    if (whole < 3600) return whole / 60 + " min " + whole % 60 + " s";
    if (whole < 86400) return whole / 3600 + " h " + whole / 60 % 60 + " min";
    return whole / 86400 + " d " + whole / 3600 % 24 + " h";
  }
}
