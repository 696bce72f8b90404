package io.github.ecsmetrics.agent.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code labels} settings: labels of all series, with a fixed value or with that of a tag of
 * the task.
 *
 * <p>In a name each character that Prometheus does not allow becomes an underscore, as in its
 * labels of EC2 tags ({@code __meta_ec2_tag_*}).
 */
public final class LabelSettings {
  /** The labels of the agent's own series, and two that Prometheus gives a meaning; sorted. */
  private static final String[] TAKEN = {
    "area",
    "availability_zone",
    "cgroup",
    "cluster",
    "container_arn",
    "container_id",
    "container_name",
    "cpu",
    "desired",
    "device",
    "event",
    "gc",
    "image",
    "image_id",
    "interface",
    "known",
    "launch_type",
    "le",
    "operation",
    "outcome",
    "path",
    "pool",
    "quantile",
    "runtime",
    "self",
    "service",
    "severity",
    "state",
    "status",
    "task_arn",
    "task_family",
    "task_id",
    "task_revision",
    "type",
    "vendor",
    "version"
  };

  /** Name of the label to its value. */
  public final Map<String, String> fixed;

  /** Name of the label to the key of the tag; empty if the endpoint need not be asked for tags. */
  public final Map<String, String> tags;

  private LabelSettings(SettingReader settings) {
    Map<String, String> fixed = new LinkedHashMap<>();
    for (String entry : settings.list("labels")) {
      int colon = entry.indexOf(':');
      if (colon > 0) {
        String value = entry.substring(colon + 1).trim();
        put(fixed, settings, "labels: " + entry, legalName(entry.substring(0, colon)), value);
      } else {
        settings.warn("labels: " + entry + " is not name:value, and is ignored");
      }
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (String key : settings.list("labels.tags")) {
      String name = legalName(key);
      if (fixed.containsKey(name)) {
        settings.warn("labels.tags: " + key + " is ignored, because labels has " + name + " too");
      } else {
        put(tags, settings, "labels.tags: " + key, name, key);
      }
    }
    this.fixed = Collections.unmodifiableMap(fixed);
    this.tags = Collections.unmodifiableMap(tags);
  }

  static LabelSettings from(SettingReader settings) {
    return new LabelSettings(settings);
  }

  /** Whether some series of the agent have a label of that name with a value of their own. */
  public static boolean isTaken(String name) {
    for (String taken : TAKEN) {
      if (taken.equals(name)) return true;
    }
    return false;
  }

  private static void put(
      Map<String, String> labels, SettingReader settings, String entry, String name, String value) {
    if (isTaken(name)) {
      settings.warn(entry + " is ignored, because the agent's series have a label " + name);
    } else if (labels.containsKey(name)) {
      settings.warn(entry + " is ignored, because there is another " + name + " before it");
    } else {
      labels.put(name, value);
    }
  }

  /** {@code [a-zA-Z_][a-zA-Z0-9_]*}; two underscores in front are reserved for Prometheus. */
  static String legalName(String text) {
    StringBuilder name = new StringBuilder();
    String trimmed = text.trim();
    for (int i = 0; i < trimmed.length(); i += Character.charCount(trimmed.codePointAt(i))) {
      char c = trimmed.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean legal = digit || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (digit && name.length() == 0) name.append('_');
      name.append(legal ? c : '_');
    }
    while (name.length() > 1 && name.charAt(0) == '_' && name.charAt(1) == '_') {
      name.deleteCharAt(0);
    }
    return name.toString();
  }
}
