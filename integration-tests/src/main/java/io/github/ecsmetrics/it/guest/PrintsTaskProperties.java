package io.github.ecsmetrics.it.guest;

import java.util.Map;
import java.util.TreeMap;

/** Prints the {@code aws.ecs.*} system properties as {@code main} finds them, sorted, and ends. */
public final class PrintsTaskProperties {
  private PrintsTaskProperties() {}

  public static void main(String[] arguments) {
    for (Map.Entry<Object, Object> property : new TreeMap<>(System.getProperties()).entrySet()) {
      if (property.getKey().toString().startsWith("aws.ecs.")) {
        System.out.println(property.getKey() + "=" + property.getValue());
      }
    }
  }
}
