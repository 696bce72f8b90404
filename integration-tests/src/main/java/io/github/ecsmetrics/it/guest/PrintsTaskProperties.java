package io.github.ecsmetrics.it.guest;

import java.util.Map;
import java.util.TreeMap;

/**
 * Prints the system properties below {@code ecs.metadata.}, or below its first argument, as {@code
 * main} finds them, sorted, and ends.
 */
public final class PrintsTaskProperties {
  private PrintsTaskProperties() {}

  public static void main(String[] arguments) {
    String prefix = arguments.length == 0 ? "ecs.metadata." : arguments[0];
    for (Map.Entry<Object, Object> property : new TreeMap<>(System.getProperties()).entrySet()) {
      if (property.getKey().toString().startsWith(prefix)) {
        System.out.println(property.getKey() + "=" + property.getValue());
      }
    }
  }
}
