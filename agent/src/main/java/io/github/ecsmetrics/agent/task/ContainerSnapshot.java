package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One container as the two paths describe it; either part may be missing. */
public final class ContainerSnapshot {
  private final String id;
  private final String name;
  private final Container container;
  private final ContainerStats stats;
  private final boolean self;

  private ContainerSnapshot(
      String id, String name, Container container, ContainerStats stats, boolean self) {
    this.id = id;
    this.name = name;
    this.container = container;
    this.stats = stats;
    this.self = self;
  }

  /** The DockerId; empty for a container that is not created yet. */
  public String id() {
    return id;
  }

  /** The name in the task definition; the runtime's name if {@code /task} has no such container. */
  public String name() {
    return name;
  }

  /** The container in {@code /task}, or null. */
  public Container container() {
    return container;
  }

  /**
   * The stats in {@code /task/stats}, or null; also null once it has stopped, because then it uses
   * nothing.
   */
  public ContainerStats stats() {
    return stats;
  }

  /** Whether it is the agent's own. */
  public boolean isSelf() {
    return self;
  }

  static List<ContainerSnapshot> allOf(TaskSnapshot snapshot) {
    List<ContainerSnapshot> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Map<String, ContainerStats> byId =
        snapshot.stats() == null
            ? Collections.<String, ContainerStats>emptyMap()
            : snapshot.stats().byId();
    if (snapshot.task() != null) {
      for (Container container : snapshot.task().containers()) {
        ContainerSnapshot listed = listed(snapshot, container, byId.get(container.dockerId()));
        // A name with a slash in front cannot be an id.
        String key = listed.id().isEmpty() ? "/" + listed.name() : listed.id();
        if (!key.equals("/") && seen.add(key)) all.add(listed);
      }
    }
    for (Map.Entry<String, ContainerStats> entry : byId.entrySet()) {
      if (seen.add(entry.getKey())) {
        all.add(unlisted(snapshot, entry.getKey(), entry.getValue()));
      }
    }
    return all;
  }

  private static ContainerSnapshot listed(
      TaskSnapshot snapshot, Container container, ContainerStats stats) {
    String id = container.dockerId();
    String name = container.text(Container.NAME);
    if (name == null && stats != null) name = stats.name();
    boolean runs = !id.isEmpty() && !container.isStopped();
    return new ContainerSnapshot(
        id, orEmpty(name), container, runs ? stats : null, snapshot.isOwn(id));
  }

  /** A container that {@code /task} does not list, or does not list any more. */
  private static ContainerSnapshot unlisted(
      TaskSnapshot snapshot, String id, ContainerStats stats) {
    Task known = snapshot.lastTask();
    Container container = known == null ? null : known.container(id);
    String name = container == null ? null : container.text(Container.NAME);
    return new ContainerSnapshot(
        id, orEmpty(name == null ? stats.name() : name), null, stats, snapshot.isOwn(id));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
