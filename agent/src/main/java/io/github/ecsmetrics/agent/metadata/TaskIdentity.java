package io.github.ecsmetrics.agent.metadata;

/**
 * Who this task and this container are: the ten identity fields, none of which changes while the
 * JVM lives.
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
   * What a task object tells, on top of what was known already.
   *
   * @param own the agent's own container, or null while unknown
   * @param known what earlier answers told, or null; a field that was known stays as it was
   */
  static TaskIdentity of(Task task, Container own, TaskIdentity known) {
    String[] values = {
      task.text(TaskField.FAMILY),
      task.text(TaskField.REVISION),
      task.id(),
      task.text(TaskField.TASK_ARN),
      task.clusterName(),
      task.text(TaskField.SERVICE_NAME),
      own == null ? null : own.text(ContainerField.NAME),
      own == null ? null : own.text(ContainerField.DOCKER_ID),
      task.text(TaskField.LAUNCH_TYPE),
      task.text(TaskField.AVAILABILITY_ZONE)
    };
    boolean news = known == null;
    for (int i = 0; i < values.length && known != null; i++) {
      news |= values[i] != null && known.values[i] == null;
      if (known.values[i] != null) values[i] = known.values[i];
    }
    return news ? new TaskIdentity(values) : known;
  }

  /** {@code family:revision}, or the family alone; null when that is not known. */
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

  /**
   * The field's value, or null when unknown. The cluster is its short name, wherever it is an ARN.
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
