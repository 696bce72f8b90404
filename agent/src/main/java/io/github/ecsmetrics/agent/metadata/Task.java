package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.JsonReader.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A task object: the answer of {@code /task}. */
public final class Task extends Row {
  private static final Shape SHAPE = Shape.of(TaskField.values());
  private static final int COLUMNS = TaskField.values().length;

  private List<Container> containers = Collections.emptyList();

  private Task() {
    super(COLUMNS);
  }

  /** Reads an answer of {@code /task}. */
  static final class Reader implements JsonDocument<Task> {
    @Override
    public Task read(JsonReader json) throws MetadataException {
      Task task = new Task();
      SHAPE.read(json, task);
      if (!task.isBlank() || !task.containers.isEmpty()) return task;
      throw new MetadataException("bad_json", "a JSON object, but no task", null);
    }
  }

  @Override
  void readPart(int column, JsonReader json) throws MetadataException {
    List<Container> read = new ArrayList<>();
    if (json.token() == Token.ARRAY) {
      while (json.next() != Token.END_ARRAY) {
        if (json.token() == Token.OBJECT) read.add(Container.read(json));
        else json.skip();
      }
    } else {
      json.skip();
    }
    containers = Collections.unmodifiableList(read);
  }

  /** The field's text, or null. */
  public String text(TaskField field) {
    return texts[field.ordinal()];
  }

  /** The field's number, or NaN. */
  public double number(TaskField field) {
    return numbers[field.ordinal()];
  }

  /** In the order of the answer, which means nothing and may change from one to the next. */
  public List<Container> containers() {
    return containers;
  }

  /** The container of that id, or null. */
  Container container(String dockerId) {
    for (Container container : containers) {
      if (container.dockerId().equals(dockerId)) return container;
    }
    return null;
  }

  /** The cluster's name, which is an ARN on Fargate and a name on EC2; null when unknown. */
  public String clusterName() {
    return Arn.lastPart(text(TaskField.CLUSTER), "cluster");
  }

  /** The id at the end of the task's ARN, old form or new; null when that is unknown or no ARN. */
  public String id() {
    String arn = text(TaskField.TASK_ARN);
    return Arn.isArn(arn) ? Arn.lastPart(arn, "task") : null;
  }

  /** How the containers' network counters belong together. */
  public NetworkMode networkMode() {
    return NetworkMode.of(this);
  }
}
