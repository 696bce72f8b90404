package io.github.ecsmetrics.agent.metadata;

/**
 * The members of a container object that the agent reads.
 *
 * <pre>
 * {"DockerId": "cd189a933e5849daa93386466019ab50-2495160603", "Name": "curl", "Image": "...", "ImageID": "sha256:...",
 *  "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING", "Limits": {"CPU": 256, "Memory": 512},
 *  "CreatedAt": "2020-10-08T20:09:11.44527186Z", "StartedAt": "2020-10-08T20:09:11.44527186Z", "Type": "NORMAL",
 *  "Networks": [{"NetworkMode": "awsvpc", ...}], ...}
 * </pre>
 */
public enum ContainerField implements Field {
  DOCKER_ID("DockerId", Kind.TEXT),
  NAME("Name", Kind.TEXT),
  IMAGE("Image", Kind.TEXT),
  IMAGE_ID("ImageID", Kind.TEXT),
  CONTAINER_ARN("ContainerARN", Kind.TEXT),
  TYPE("Type", Kind.TEXT),
  DESIRED_STATUS("DesiredStatus", Kind.TEXT),
  KNOWN_STATUS("KnownStatus", Kind.TEXT),
  HEALTH_STATUS("Health.status", Kind.TEXT),
  EXIT_CODE("ExitCode", Kind.SIGNED),
  RESTART_COUNT("RestartCount", Kind.NUMBER),
  /** CPU units; {@link Container#cpuLimit} tells what they mean. */
  CPU_LIMIT("Limits.CPU", Kind.POSITIVE),
  /** MiB. */
  MEMORY_LIMIT("Limits.Memory", Kind.POSITIVE),
  CREATED_AT("CreatedAt", Kind.TIME),
  STARTED_AT("StartedAt", Kind.TIME),
  FINISHED_AT("FinishedAt", Kind.TIME),
  /** The first network's mode. */
  NETWORK_MODE("Networks", Kind.PART);

  private final String path;
  private final Kind kind;

  ContainerField(String path, Kind kind) {
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
