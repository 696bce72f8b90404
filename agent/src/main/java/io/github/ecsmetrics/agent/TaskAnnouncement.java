package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.mdc.MdcInstrumentation;
import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the task known inside of the JVM, once: in system properties and in every log event. */
final class TaskAnnouncement {
  /** System property and identity field, in turn. */
  private static final String[] PROPERTIES = {
    "aws.ecs.task.family", "task_family",
    "aws.ecs.task.revision", "task_revision",
    "aws.ecs.task.arn", "task_arn",
    "aws.ecs.task.id", "task_id",
    "aws.ecs.cluster", "cluster",
    "aws.ecs.service", "service",
    "aws.ecs.container.name", "container_name",
    "aws.ecs.container.id", "container_id",
    "aws.ecs.launchtype", "launch_type",
    "aws.ecs.availability_zone", "availability_zone",
  };

  private final Map<String, String> mdcKeys;
  private final Instrumentation instrumentation;
  private boolean made;

  /**
   * @param mdcKeys MDC key to identity field
   */
  TaskAnnouncement(Map<String, String> mdcKeys, Instrumentation instrumentation) {
    this.mdcKeys = mdcKeys;
    this.instrumentation = instrumentation;
  }

  /**
   * @param identity null while nothing is known
   */
  void make(TaskIdentity identity) {
    if (identity == null || made) return;
    made = true;
    setProperties(identity);
    Map<String, String> values = mdcValues(identity);
    if (!values.isEmpty()) MdcInstrumentation.install(instrumentation, values);
  }

  private static void setProperties(TaskIdentity identity) {
    for (int i = 0; i < PROPERTIES.length; i += 2) {
      String value = identity.get(PROPERTIES[i + 1]);
      // What a person gave with -D stays.
      if (value != null && System.getProperty(PROPERTIES[i]) == null) {
        System.setProperty(PROPERTIES[i], value);
      }
    }
  }

  private Map<String, String> mdcValues(TaskIdentity identity) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : mdcKeys.keySet()) {
      String value = identity.get(mdcKeys.get(key));
      if (value != null) values.put(key, value);
    }
    return values;
  }
}
