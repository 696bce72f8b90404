package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The settings as text, from their three places. Key {@code a.b} is {@code a.b=…} in the agent
 * argument, system property {@code ecs.metrics.exporter.a.b} and environment variable {@code
 * ECS_METRICS_EXPORTER_A_B}; the first of them that has a value wins.
 */
final class SettingSources {
  private static final String PROPERTY_PREFIX = "ecs.metrics.exporter.";
  private static final String VARIABLE_PREFIX = "ECS_METRICS_EXPORTER_";

  private final Map<String, String> arguments = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final String[] keys;

  private SettingSources(String[] keys) {
    this.keys = keys;
  }

  /**
   * @param argument {@code key=value,key=value}; an item without {@code =} continues the value
   *     before it; null is empty
   * @param keys all known keys; any other key becomes a warning
   */
  static SettingSources read(
      String argument, Properties system, Map<String, String> environment, String[] keys) {
    SettingSources sources = new SettingSources(keys);
    if (argument != null) sources.readArgument(argument);
    sources.readProperties(system);
    for (String name : environment.keySet()) sources.readVariable(name, environment);
    return sources;
  }

  /** An application may have replaced the properties by its own, whose defaults count too. */
  private void readProperties(Properties system) {
    for (Enumeration<Object> names = system.keys(); names.hasMoreElements(); ) {
      Object name = names.nextElement();
      if (name instanceof String) readProperty((String) name, system);
    }
    for (String key : keys) readProperty(PROPERTY_PREFIX + key, system);
  }

  private void readProperty(String name, Properties system) {
    if (!name.startsWith(PROPERTY_PREFIX)) return;
    String value = system.getProperty(name);
    if (value != null) put(properties, name.substring(PROPERTY_PREFIX.length()), value);
  }

  private void readVariable(String name, Map<String, String> environment) {
    if (!name.startsWith(VARIABLE_PREFIX)) return;
    String key = name.substring(VARIABLE_PREFIX.length()).toLowerCase(Locale.ROOT);
    // A name that the locale cannot encode is listed, but not found.
    String value = environment.get(name);
    put(variables, key.replace('_', '.'), value == null ? "" : value);
  }

  /** The key's value, or null; an empty value counts as not set. */
  String get(String key) {
    return placeOf(key, false).get(key);
  }

  /** The key's value, which may be empty, or null. */
  String getEvenEmpty(String key) {
    return placeOf(key, true).get(key);
  }

  /** The key as it is written in its place: {@code ECS_METRICS_EXPORTER_PORT}. */
  String written(String key) {
    return written(placeOf(key, false), key);
  }

  /** One line for each unknown key. */
  List<String> warnings() {
    return warnings;
  }

  /** The first place that has a value for the key. */
  private Map<String, String> placeOf(String key, boolean evenEmpty) {
    if (has(arguments, key, evenEmpty)) return arguments;
    if (has(properties, key, evenEmpty)) return properties;
    return has(variables, key, evenEmpty) ? variables : Collections.<String, String>emptyMap();
  }

  private static boolean has(Map<String, String> place, String key, boolean evenEmpty) {
    String value = place.get(key);
    return value != null && (evenEmpty || !value.isEmpty());
  }

  private void readArgument(String argument) {
    String key = null;
    for (int start = 0; start < argument.length(); ) {
      int comma = argument.indexOf(',', start);
      int end = comma < 0 ? argument.length() : comma;
      String item = argument.substring(start, end).trim();
      int equals = item.indexOf('=');
      if (equals >= 0) {
        key = item.substring(0, equals).trim();
        put(arguments, key, item.substring(equals + 1).trim());
      } else if (key == null) {
        warnings.add("agent argument \"" + Redacted.url(item) + "\" has no value; write key=value");
      } else if (arguments.containsKey(key)) {
        arguments.put(key, arguments.get(key) + "," + item);
      }
      start = end + 1;
    }
  }

  private void put(Map<String, String> place, String key, String value) {
    for (String known : keys) {
      if (!known.equals(key)) continue;
      place.put(key, value);
      return;
    }
    String nearest = ClosestMatch.to(key, keys);
    boolean secret = isSecret(nearest) || followsSecret(place);
    warnings.add(
        "unknown setting "
            + written(place, key)
            + (secret ? "" : "=" + Redacted.url(value))
            + " is ignored; did you mean "
            + written(place, nearest)
            + "?");
  }

  /** Whether the value must not be printed. */
  private static boolean isSecret(String key) {
    return key.contains("password") || key.startsWith("otlp.headers");
  }

  /** Whether the item may be the rest of a secret with a comma in it. */
  private boolean followsSecret(Map<String, String> place) {
    if (place != arguments) return false;
    for (String key : arguments.keySet()) {
      if (isSecret(key)) return true;
    }
    return false;
  }

  private String written(Map<String, String> place, String key) {
    if (place == properties) return PROPERTY_PREFIX + key;
    if (place == variables) return VARIABLE_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    return key;
  }
}
