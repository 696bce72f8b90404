package io.github.ecsmetrics.agent.metadata;

/** One container with what the two paths say about it, either of which may be missing. */
public final class ObservedContainer {
  private final String id;
  private final String name;
  private final Container container;
  private final ContainerStats stats;
  private final boolean self;

  ObservedContainer(
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

  /** The name in the task definition; where {@code /task} has no such container, the runtime's. */
  public String name() {
    return name;
  }

  /** What {@code /task} says, or null. */
  public Container container() {
    return container;
  }

  /** What {@code /task/stats} says, or null; null also when it has stopped, and so uses nothing. */
  public ContainerStats stats() {
    return stats;
  }

  /** Whether it is the agent's own. */
  public boolean isSelf() {
    return self;
  }
}
