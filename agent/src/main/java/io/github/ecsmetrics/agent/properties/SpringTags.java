package io.github.ecsmetrics.agent.properties;

import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.Locale;

/**
 * The family and the revision as common tags of the application's Micrometer metrics, which Spring
 * Boot takes from {@code management.metrics.tags.*}.
 */
public final class SpringTags {
  private static final String PREFIX = "management.metrics.tags.";
  private static final String[] FIELDS = {"task_family", "task_revision"};

  private SpringTags() {}

  /** Sets each property whose value is known, unless the tag is set already. */
  public static void publish(TaskIdentity identity) {
    for (String field : FIELDS) {
      String value = identity.get(field);
      if (value != null && !isSet(field)) System.setProperty(PREFIX + field, value);
    }
  }

  /**
   * A variable cannot have the underscore in the tag's name. Spring Boot makes the tag {@code
   * task.family} of it, which is the same label to Prometheus.
   */
  private static boolean isSet(String field) {
    String dotted = PREFIX + field.replace('_', '.');
    String variable = "MANAGEMENT_METRICS_TAGS_" + field.toUpperCase(Locale.ROOT);
    return System.getProperty(PREFIX + field) != null
        || System.getProperty(dotted) != null
        || System.getenv(variable) != null;
  }
}
