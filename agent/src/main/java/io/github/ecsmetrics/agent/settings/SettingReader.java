package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Typed reading of settings. A value that is not allowed becomes a warning, and the default is
 * used; defaults and limits are those of {@link Settings#TABLE}.
 */
final class SettingReader {
  /** The number that stands for the word {@code off}. */
  static final int OFF = -1;

  /** Columns of the table. */
  private static final int KEY = 0;

  private static final int DEFAULT = 1;
  private static final int LEAST = 2;
  private static final int MOST = 3;

  private final SettingSources sources;
  private final List<String> warnings;

  SettingReader(SettingSources sources) {
    this.sources = sources;
    this.warnings = new ArrayList<>(sources.warnings());
  }

  /** Whether any setting below the prefix, for example {@code "tls."}, has a value. */
  boolean anySet(String prefix) {
    for (String[] setting : Settings.TABLE) {
      if (setting[KEY].startsWith(prefix) && sources.get(setting[KEY]) != null) return true;
    }
    return false;
  }

  /** The value, or else the default; null if there is neither. */
  String text(String key) {
    String value = sources.get(key);
    if (value == null) value = setting(key)[DEFAULT];
    return value.isEmpty() ? null : value;
  }

  /** The value, which may be empty, or else the default. */
  String textEvenEmpty(String key) {
    String value = sources.getEvenEmpty(key);
    return value == null ? setting(key)[DEFAULT] : value;
  }

  /** {@code true} or {@code false} in any case. */
  boolean flag(String key) {
    String value = sources.get(key);
    if ("true".equalsIgnoreCase(value)) return true;
    if ("false".equalsIgnoreCase(value)) return false;
    if (value != null) reject(key, "not \"true\" or \"false\"");
    return setting(key)[DEFAULT].equals("true");
  }

  /** A whole number, or {@link #OFF} for the word {@code off}. */
  int numberOrOff(String key) {
    String[] setting = setting(key);
    String value = sources.get(key);
    if ("off".equalsIgnoreCase(value)) return OFF;
    int number = parseNumber(value == null ? setting[DEFAULT] : value);
    if (number >= parseNumber(setting[LEAST]) && number <= parseNumber(setting[MOST])) {
      return number;
    }
    reject(key, "not a number from " + setting[LEAST] + " to " + setting[MOST] + " or \"off\"");
    return parseNumber(setting[DEFAULT]);
  }

  /** A percentage such as {@code 90%}, or {@link #OFF} for the word {@code off}, the default. */
  int percentOrOff(String key) {
    String[] setting = setting(key);
    String value = text(key);
    if ("off".equalsIgnoreCase(value)) return OFF;
    int percent = parsePercent(value);
    if (percent >= parsePercent(setting[LEAST]) && percent <= parsePercent(setting[MOST])) {
      return percent;
    }
    reject(key, "not a percentage from " + setting[LEAST] + " to " + setting[MOST] + " or \"off\"");
    return OFF;
  }

  /** A duration such as {@code 500ms}, {@code 10s}, {@code 1m} or {@code 0}, in milliseconds. */
  int millis(String key) {
    String[] setting = setting(key);
    String value = sources.get(key);
    long millis = parseMillis(value == null ? setting[DEFAULT] : value);
    if (millis >= parseMillis(setting[LEAST]) && millis <= parseMillis(setting[MOST])) {
      return (int) millis;
    }
    String range = setting[LEAST] + " to " + setting[MOST];
    reject(key, "not a duration from " + range + ", such as 500ms, 10s or 1m");
    return (int) parseMillis(setting[DEFAULT]);
  }

  /** Entries separated by commas, without the space around them; empty text is no entries. */
  List<String> list(String key) {
    String value = textEvenEmpty(key);
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

  /**
   * Warns that the default is used in place of the value.
   *
   * @param flaw what is wrong with the value, for example {@code "not a number"}
   */
  void reject(String key, String flaw) {
    reject(key, flaw, "using the default");
  }

  /**
   * Warns of a value that is not used, and that has no default.
   *
   * @param flaw what is wrong with the value
   * @param consequence what the agent does instead
   */
  void reject(String key, String flaw, String consequence) {
    reject(key, sources.get(key), flaw, consequence);
  }

  /** The same for one entry of the value. */
  void reject(String key, String entry, String flaw, String consequence) {
    warn(sources.written(key) + "=" + Redacted.urlOnly(entry) + " is " + flaw + "; " + consequence);
  }

  void warn(String warning) {
    warnings.add(warning);
  }

  /** One line for each wrong value and each unknown key. */
  List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  private static String[] setting(String key) {
    for (String[] setting : Settings.TABLE) {
      if (setting[KEY].equals(key)) return setting;
    }
    throw new IllegalArgumentException(key + " is missing in Settings.TABLE");
  }

  /** -1 if the text is not a whole number up to {@link Integer#MAX_VALUE}. */
  private static int parseNumber(String text) {
    try {
      return Math.max(-1, Integer.parseInt(text));
    } catch (IllegalArgumentException notANumber) {
      return -1;
    }
  }

  /** -1 if the text is not a whole number and a percent sign. */
  private static int parsePercent(String text) {
    return text.endsWith("%") ? parseNumber(text.substring(0, text.length() - 1)) : -1;
  }

  /** -1 if the text is not a duration. */
  private static long parseMillis(String text) {
    if (text.equals("0")) return 0;
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) digits++;
    int unit = unit(text.substring(digits));
    if (unit == 0 || digits == 0 || digits > 7) return -1;
    return Long.parseLong(text.substring(0, digits)) * unit;
  }

  /** In milliseconds; 0 if there is no such unit. */
  private static int unit(String unit) {
    if (unit.equals("ms")) return 1;
    if (unit.equals("s")) return 1_000;
    return unit.equals("m") ? 60_000 : 0;
  }
}
