package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.JsonReader.Token;

/**
 * A container object, as an answer of {@code /task} lists it and as the base address gives the
 * asking one.
 */
public final class Container extends Row {
  private static final Shape SHAPE = Shape.of(ContainerField.values());
  private static final int COLUMNS = ContainerField.values().length;

  private Container() {
    super(COLUMNS);
  }

  /** Reads one container object that is the whole answer. */
  static final class Reader implements JsonDocument<Container> {
    @Override
    public Container read(JsonReader json) throws MetadataException {
      Container container = Container.read(json);
      if (!container.dockerId().isEmpty()) return container;
      throw new MetadataException("bad_json", "a JSON object, but no container", null);
    }
  }

  /** Reads the object at whose start the reader stands. */
  static Container read(JsonReader json) throws MetadataException {
    Container container = new Container();
    SHAPE.read(json, container);
    return container;
  }

  /** Takes the mode of the first network; the others of a container repeat it. */
  @Override
  void readPart(int column, JsonReader json) throws MetadataException {
    if (json.token() != Token.ARRAY) {
      json.skip();
      return;
    }
    while (json.next() != Token.END_ARRAY) {
      if (json.token() == Token.OBJECT) readNetwork(column, json);
      else json.skip();
    }
  }

  private void readNetwork(int column, JsonReader json) throws MetadataException {
    while (json.next() != Token.END_OBJECT) {
      boolean mode = json.name().equals("NetworkMode");
      if (mode && texts[column] == null) texts[column] = json.text();
      json.skip();
    }
  }

  /** The field's text, or null. */
  public String text(ContainerField field) {
    return texts[field.ordinal()];
  }

  /** The field's number, or NaN. */
  public double number(ContainerField field) {
    return numbers[field.ordinal()];
  }

  /**
   * The CPU that it asked for in vCPU, or NaN.
   *
   * <p>On Linux these are shares, by which containers divide what all of them want; alone it may
   * use more. 2 shares are the least that there are, and what ECS writes where none were asked for
   * (prometheus-community/ecs_exporter#35).
   */
  public double cpuLimit() {
    double units = number(ContainerField.CPU_LIMIT);
    return units > 2 ? units / 1024 : Double.NaN;
  }

  /**
   * Its memory limit in MiB, which is its task's where it has none of its own; NaN where there is
   * neither.
   */
  public double memoryLimit(Task task) {
    double own = number(ContainerField.MEMORY_LIMIT);
    return Double.isNaN(own) ? task.number(TaskField.MEMORY_LIMIT) : own;
  }

  /** The key into {@code /task/stats}; empty while the image is only pulled. */
  public String dockerId() {
    String id = text(ContainerField.DOCKER_ID);
    return id == null ? "" : id;
  }

  /** Whether it has ended for good, so that nothing is used by it any more. */
  boolean isStopped() {
    return "STOPPED".equals(text(ContainerField.KNOWN_STATUS));
  }
}
