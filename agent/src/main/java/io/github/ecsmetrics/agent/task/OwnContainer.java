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
 * Where else to look for the agent's own container while the base address, which is asked for it on
 * EC2, fails; and when to ask that again.
 *
 * <p>Linux may tell in which container a process is. It is believed only if it names, in full, the
 * DockerId of just one container of the task: a guess would put the JVM's series on another's
 * labels (open-telemetry/opentelemetry-js-contrib#2032).
 */
final class OwnContainer {
  /** An id that is cut short could be any text. */
  private static final int LEAST_ID = 32;

  /** So that an address that fails for good is asked every five minutes or so. */
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

  /** Whether the base address is to be asked with this poll. */
  boolean isDue() {
    return --pollsToNext <= 0;
  }

  /**
   * What Linux says, or null; the address is asked again with the next poll, then ever more rarely.
   */
  Container afterFailure(RequestException ofAddress, Task task) {
    failure = ofAddress;
    pollsToNext = pollsAfterFailure;
    pollsAfterFailure = Math.min(2 * pollsAfterFailure, MOST_POLLS);
    Container inGroup = only(task, controlGroups());
    return inGroup == null ? only(task, hostName()) : inGroup;
  }

  /** Why the base address did not tell, when it was last asked. */
  RequestException failure() {
    return failure;
  }

  /**
   * On cgroup v1, and on v2 without a namespace of its own, the path of a group has the id: {@code
   * 4:memory:/ecs/158d.../4b54...}.
   */
  private String controlGroups() {
    StringBuilder groups = new StringBuilder();
    for (String line : lines("cgroup")) groups.append(line).append('\n');
    return groups.toString();
  }

  /**
   * Docker keeps each container's {@code /etc/hostname} in a folder named by the id, and shows
   * where in the fourth column: {@code 612 598 259:1 /var/lib/docker/containers/4b54.../hostname
   * /etc/hostname rw - xfs ...}. In awsvpc mode it is the pause container's.
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
      // Not on Linux, or not to be read: then it says nothing.
      return Collections.emptyList();
    }
  }

  /** The one container whose id is in the text, null for none or several. */
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
