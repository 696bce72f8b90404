package io.github.ecsmetrics.agent.metadata;

/** How the containers' network counters belong together, which decides what the task's are. */
public enum NetworkMode {
  /** One network for the task, whose counters every container repeats (awsvpc). */
  SHARED,
  /** A network for each container (bridge). */
  SEPARATE,
  /** The instance's network, or none: not the task's to count. */
  NONE;

  /** From what the containers say; where none says a known mode, from the launch type. */
  static NetworkMode of(Task task) {
    NetworkMode found = null;
    for (Container container : task.containers()) {
      NetworkMode mode = of(container.text(Container.NETWORK_MODE));
      if (mode != null && (found == null || mode.compareTo(found) < 0)) found = mode;
    }
    if (found != null) return found;
    String launchType = task.text(Task.LAUNCH_TYPE);
    boolean alwaysShared =
        "FARGATE".equalsIgnoreCase(launchType) || "MANAGED_INSTANCES".equalsIgnoreCase(launchType);
    return alwaysShared ? SHARED : SEPARATE;
  }

  private static NetworkMode of(String mode) {
    if ("awsvpc".equals(mode)) return SHARED;
    if ("bridge".equals(mode)) return SEPARATE;
    return "host".equals(mode) || "none".equals(mode) ? NONE : null;
  }
}
