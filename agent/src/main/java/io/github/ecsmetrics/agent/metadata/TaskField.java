package io.github.ecsmetrics.agent.metadata;

/**
 * The members of a task object that the agent reads.
 *
 * <pre>
 * {"Cluster": "default", "TaskARN": "arn:aws:ecs:us-west-2:111122223333:task/default/158d1c8083dd49d6b527399fd6414f5c",
 *  "Family": "curltest", "Revision": "26", "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING",
 *  "Limits": {"CPU": 0.25, "Memory": 512}, "PullStartedAt": "2020-10-02T00:43:06.202617438Z", ...
 *  "Containers": [...]}
 * </pre>
 */
public enum TaskField implements Field {
  CLUSTER("Cluster", Kind.TEXT),
  TASK_ARN("TaskARN", Kind.TEXT),
  FAMILY("Family", Kind.TEXT),
  REVISION("Revision", Kind.TEXT),
  DESIRED_STATUS("DesiredStatus", Kind.TEXT),
  KNOWN_STATUS("KnownStatus", Kind.TEXT),
  AVAILABILITY_ZONE("AvailabilityZone", Kind.TEXT),
  LAUNCH_TYPE("LaunchType", Kind.TEXT),
  SERVICE_NAME("ServiceName", Kind.TEXT),
  /** vCPU. */
  CPU_LIMIT("Limits.CPU", Kind.POSITIVE),
  /** MiB. */
  MEMORY_LIMIT("Limits.Memory", Kind.POSITIVE),
  PULL_STARTED_AT("PullStartedAt", Kind.TIME),
  PULL_STOPPED_AT("PullStoppedAt", Kind.TIME),
  /** MiB. */
  STORAGE_UTILIZED("EphemeralStorageMetrics.Utilized", Kind.NUMBER),
  /** MiB. */
  STORAGE_RESERVED("EphemeralStorageMetrics.Reserved", Kind.NUMBER),
  /** Milliseconds. */
  CLOCK_ERROR_BOUND("ClockDrift.ClockErrorBound", Kind.NUMBER),
  /** {@code SYNCHRONIZED} or {@code NOT_SYNCHRONIZED}. */
  CLOCK_STATUS("ClockDrift.ClockSynchronizationStatus", Kind.TEXT),
  CONTAINERS("Containers", Kind.PART);

  private final String path;
  private final Kind kind;

  TaskField(String path, Kind kind) {
    this.path = path;
    this.kind = kind;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
