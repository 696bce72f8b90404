package io.github.ecsmetrics.agent.metadata;

/** How the network counters of the containers belong together. */
public enum NetworkMode {
  /** One network for the task; each container repeats its counters (awsvpc). */
  SHARED,
  /** A network for each container (bridge). */
  SEPARATE,
  /** The network of the instance, or none: no counters of the task. */
  NONE;

  /** From the containers, or from the launch type if no container has a known mode. */
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
