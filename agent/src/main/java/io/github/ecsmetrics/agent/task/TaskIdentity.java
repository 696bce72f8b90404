package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Task;

/**
 * The identity of this task and this container: ten fields, none of which changes while the JVM
 * runs.
 */
public final class TaskIdentity {
  private static final String[] FIELDS = {
    "task_family",
    "task_revision",
    "task_id",
    "task_arn",
    "cluster",
    "service",
    "container_name",
    "container_id",
    "launch_type",
    "availability_zone"
  };

  private final String[] values;

  private TaskIdentity(String[] values) {
    this.values = values;
  }

  /**
   * The fields of a task object; a field that is known already keeps its value.
   *
   * @param own the agent's own container, or null while unknown
   * @param known the identity from earlier answers, or null
   */
  static TaskIdentity of(Task task, Container own, TaskIdentity known) {
    String[] values = {
      task.text(Task.FAMILY),
      task.text(Task.REVISION),
      task.id(),
      task.text(Task.TASK_ARN),
      task.clusterName(),
      task.text(Task.SERVICE_NAME),
      own == null ? null : own.text(Container.NAME),
      own == null ? null : own.text(Container.DOCKER_ID),
      task.text(Task.LAUNCH_TYPE),
      task.text(Task.AVAILABILITY_ZONE)
    };
    boolean news = known == null;
    for (int i = 0; i < values.length && known != null; i++) {
      news |= values[i] != null && known.values[i] == null;
      if (known.values[i] != null) values[i] = known.values[i];
    }
    return news ? new TaskIdentity(values) : known;
  }

  /** {@code family:revision}, or the family alone; null if that is unknown. */
  public String title() {
    String family = get("task_family");
    String revision = get("task_revision");
    if (family == null) return null;
    return revision == null ? family : family + ":" + revision;
  }

  /** The names of the fields. */
  public static String[] fields() {
    return FIELDS.clone();
  }

  /** Whether there is a field of that name. */
  public static boolean isField(String name) {
    for (String field : FIELDS) {
      if (field.equals(name)) return true;
    }
    return false;
  }

  /** The name of the field's system property below the prefix: {@code task.family}. */
  public static String property(String field) {
    boolean dotted = field.startsWith("task_") || field.startsWith("container_");
    return dotted ? field.replace('_', '.') : field;
  }

  /**
   * The field's value, or null if unknown. The cluster is its short name even if the endpoint has
   * an ARN.
   *
   * @param field one of {@link #fields}
   */
  public String get(String field) {
    for (int i = 0; i < FIELDS.length; i++) {
      if (FIELDS[i].equals(field)) return values[i];
    }
    throw new IllegalArgumentException("no identity field: " + field);
  }
}
