package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Typed reading of the settings: a value that is none of what is allowed becomes a warning that
 * names it, and the default is used.
 */
final class SettingReader {
  private final SettingSources sources;
  private final List<String> warnings;

  SettingReader(SettingSources sources) {
    this.sources = sources;
    this.warnings = new ArrayList<>(sources.warnings());
  }

  /** The text set for the key, or null. */
  String text(String key) {
    return sources.get(key);
  }

  /** The same where empty text is a value of its own. */
  String textEvenEmpty(String key, String otherwise) {
    String value = sources.getEvenEmpty(key);
    return value == null ? otherwise : value;
  }

  boolean flag(String key, boolean otherwise) {
    String value = sources.get(key);
    if (value == null) return otherwise;
    if (value.equalsIgnoreCase("true")) return true;
    if (value.equalsIgnoreCase("false")) return false;
    reject(key, "true or false");
    return otherwise;
  }

  /** A whole number from 0 to {@code most}, or {@code word} for {@code -1}. */
  int number(String key, int otherwise, int most, String word) {
    String value = sources.get(key);
    if (value == null) return otherwise;
    if (value.equalsIgnoreCase(word)) return -1;
    try {
      int number = Integer.parseInt(value);
      if (number >= 0 && number <= most) return number;
    } catch (IllegalArgumentException notANumber) {
      // Said below, as any other wrong value.
    }
    reject(key, "0 to " + most + " or " + word);
    return otherwise;
  }

  /** {@code 500ms}, {@code 10s}, {@code 1m} or {@code 0}, in milliseconds. */
  int millis(String key, int otherwise, int least, int most) {
    String value = sources.get(key);
    if (value == null) return otherwise;
    int digits = 0;
    while (digits < value.length() && Character.isDigit(value.charAt(digits))) digits++;
    int factor = value.equals("0") ? 1 : unit(value.substring(digits));
    if (factor > 0 && digits > 0 && digits < 8) {
      long millis = Long.parseLong(value.substring(0, digits)) * factor;
      if (millis >= least && millis <= most) return (int) millis;
    }
    reject(key, "a time such as 500ms, 10s or 1m, " + said(least) + " to " + said(most));
    return otherwise;
  }

  /** Entries separated by commas, without the space around them; empty text is no entries. */
  List<String> list(String key, String otherwise) {
    String value = textEvenEmpty(key, otherwise);
    List<String> entries = new ArrayList<>();
    for (int start = 0; start <= value.length(); ) {
      int comma = value.indexOf(',', start);
      int end = comma < 0 ? value.length() : comma;
      String entry = value.substring(start, end).trim();
      if (!entry.isEmpty()) entries.add(entry);
      start = end + 1;
    }
    return Collections.unmodifiableList(entries);
  }

  void reject(String key, String allowed) {
    warn(
        sources.written(key)
            + "="
            + Redacted.url(sources.get(key))
            + " is not "
            + allowed
            + "; the default is used");
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** One line per wrong value or unknown key. */
  List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  private static int unit(String unit) {
    if (unit.equals("ms")) return 1;
    if (unit.equals("s")) return 1_000;
    return unit.equals("m") ? 60_000 : 0;
  }

  private static String said(int millis) {
    if (millis == 0) return "0";
    if (millis % 60_000 == 0) return millis / 60_000 + "m";
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
