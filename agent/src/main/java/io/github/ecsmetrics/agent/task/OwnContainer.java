package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Task;
import io.github.ecsmetrics.agent.net.RequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import java.util.List;

/**
 * Finds the agent's own container on EC2 while its base address fails, and decides when to ask that
 * address again.
 *
 * <p>Linux may show the container of a process. That counts only if it contains the full DockerId
 * of exactly one container of the task: a wrong guess would put the labels of another container on
 * the series of the JVM (open-telemetry/opentelemetry-js-contrib#2032).
 */
final class OwnContainer {
  /** A shorter id could be any text. */
  private static final int LEAST_ID = 32;

  /** At the default interval, an address that always fails is asked every five minutes. */
  private static final int MOST_POLLS = 32;

  private final Path process;
  private int pollsToNext = 1;
  private int pollsAfterFailure = 1;
  private RequestException failure;

  OwnContainer() {
    this(Paths.get("/proc/self"));
  }

  OwnContainer(Path process) {
    this.process = process;
  }

  /** Whether this poll should ask the base address. */
  boolean isDue() {
    return --pollsToNext <= 0;
  }

  /**
   * The container according to Linux, or null. The address is asked again with the next poll, and
   * then less and less often.
   */
  Container afterFailure(RequestException ofAddress, Task task) {
    failure = ofAddress;
    pollsToNext = pollsAfterFailure;
    pollsAfterFailure = Math.min(2 * pollsAfterFailure, MOST_POLLS);
    Container inGroup = only(task, controlGroups());
    return inGroup == null ? only(task, hostName()) : inGroup;
  }

  /** The failure of the last request to the base address. */
  RequestException failure() {
    return failure;
  }

  /**
   * On cgroup v1, and on v2 without a cgroup namespace, the path of a group contains the id: {@code
   * 4:memory:/ecs/158d.../4b54...}.
   */
  private String controlGroups() {
    StringBuilder groups = new StringBuilder();
    for (String line : lines("cgroup")) groups.append(line).append('\n');
    return groups.toString();
  }

  /**
   * Docker keeps {@code /etc/hostname} in a folder with the name of the container's id. The fourth
   * column has its path: {@code 612 598 259:1 /var/lib/docker/containers/4b54.../hostname
   * /etc/hostname rw - xfs ...}. In awsvpc mode it belongs to the pause container.
   */
  private String hostName() {
    for (String line : lines("mountinfo")) {
      String[] columns = line.split(" ", 6);
      if (columns.length == 6 && columns[4].equals("/etc/hostname")) return columns[3];
    }
    return "";
  }

  private List<String> lines(String file) {
    try {
      return Files.readAllLines(process.resolve(file), StandardCharsets.ISO_8859_1);
    } catch (IOException | SecurityException unknown) {
      // Not on Linux, or not readable.
      return Collections.emptyList();
    }
  }

  /** The container whose id is in the text; null if there is none or more than one. */
  private static Container only(Task task, String text) {
    Container only = null;
    for (Container container : task.containers()) {
      String id = container.dockerId();
      if (id.length() < LEAST_ID || !text.contains(id)) continue;
      if (only != null) return null;
      only = container;
    }
    boolean pause = only != null && !"NORMAL".equals(only.text(Container.TYPE));
    return pause ? null : only;
  }
}
