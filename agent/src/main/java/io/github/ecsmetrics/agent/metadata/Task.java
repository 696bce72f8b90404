package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A task object: the answer of {@code /task}.
 *
 * <pre>
 * {"Cluster": "default", "TaskARN": "arn:aws:ecs:us-west-2:111122223333:task/default/158d1c8083dd49d6b527399fd6414f5c",
 *  "Family": "curltest", "Revision": "26", "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING",
 *  "Limits": {"CPU": 0.25, "Memory": 512}, "PullStartedAt": "2020-10-02T00:43:06.202617438Z", ...
 *  "Containers": [...]}
 * </pre>
 */
public final class Task {
  static final double MEBIBYTE = 1 << 20;

  private static final FieldMapping<Task> FIELDS = new FieldMapping<>();

  public static final JsonField<Task, String> CLUSTER = FIELDS.text("Cluster");
  public static final JsonField<Task, String> TASK_ARN = FIELDS.text("TaskARN");
  public static final JsonField<Task, String> FAMILY = FIELDS.text("Family");
  public static final JsonField<Task, String> REVISION = FIELDS.text("Revision");
  public static final JsonField<Task, String> DESIRED_STATUS = FIELDS.text("DesiredStatus");
  public static final JsonField<Task, String> KNOWN_STATUS = FIELDS.text("KnownStatus");
  public static final JsonField<Task, String> AVAILABILITY_ZONE = FIELDS.text("AvailabilityZone");
  public static final JsonField<Task, String> LAUNCH_TYPE = FIELDS.text("LaunchType");
  public static final JsonField<Task, String> SERVICE_NAME = FIELDS.text("ServiceName");

  /** vCPU. */
  public static final JsonField<Task, Double> CPU_LIMIT = FIELDS.positive("Limits.CPU");

  /** MiB. */
  public static final JsonField<Task, Double> MEMORY_LIMIT = FIELDS.positive("Limits.Memory");

  public static final JsonField<Task, Double> PULL_STARTED_AT = FIELDS.time("PullStartedAt");
  public static final JsonField<Task, Double> PULL_STOPPED_AT = FIELDS.time("PullStoppedAt");

  /** MiB. */
  public static final JsonField<Task, Double> STORAGE_UTILIZED =
      FIELDS.number("EphemeralStorageMetrics.Utilized");

  /** MiB. */
  public static final JsonField<Task, Double> STORAGE_RESERVED =
      FIELDS.number("EphemeralStorageMetrics.Reserved");

  /** Milliseconds. */
  public static final JsonField<Task, Double> CLOCK_ERROR_BOUND =
      FIELDS.number("ClockDrift.ClockErrorBound");

  /** {@code SYNCHRONIZED} or {@code NOT_SYNCHRONIZED}. */
  public static final JsonField<Task, String> CLOCK_STATUS =
      FIELDS.text("ClockDrift.ClockSynchronizationStatus");

  private static final JsonField<Task, List<Container>> CONTAINERS =
      FIELDS.decoded("Containers", new ContainerList());

  private final FieldValues<Task> values;

  private Task(FieldValues<Task> values) {
    this.values = values;
  }

  /** Reads an answer of {@code /task}. */
  public static final class Decoder implements JsonDecoder<Task> {
    @Override
    public Task decode(JsonReader json) throws IOException {
      FieldValues<Task> values = FIELDS.read(json);
      if (values.isBlank()) throw new IOException("a JSON object, but no task");
      return new Task(values);
    }
  }

  /** Null for an empty list, too, so that an object with nothing else is no task. */
  private static final class ContainerList implements JsonDecoder<List<Container>> {
    @Override
    public List<Container> decode(JsonReader json) throws IOException {
      List<Container> containers = new ArrayList<>();
      if (json.token() == Token.ARRAY) {
        while (json.next() != Token.END_ARRAY) {
          if (json.token() == Token.OBJECT) containers.add(Container.decode(json));
          else json.skip();
        }
      } else {
        json.skip();
      }
      return containers.isEmpty() ? null : Collections.unmodifiableList(containers);
    }
  }

  /** The field's text, or null. */
  public String text(JsonField<Task, String> field) {
    return values.get(field);
  }

  /** The field's number, or NaN. */
  public double number(JsonField<Task, Double> field) {
    return values.number(field);
  }

  /** In bytes, or NaN. */
  public double memoryLimit() {
    return number(MEMORY_LIMIT) * MEBIBYTE;
  }

  /** In the order of the answer, which has no meaning and may change from one to the next. */
  public List<Container> containers() {
    List<Container> containers = values.get(CONTAINERS);
    return containers == null ? Collections.<Container>emptyList() : containers;
  }

  /** The container of that id, or null. */
  public Container container(String dockerId) {
    for (Container container : containers()) {
      if (container.dockerId().equals(dockerId)) return container;
    }
    return null;
  }

  /** The cluster's name, which is an ARN on Fargate and a name on EC2; null if unknown. */
  public String clusterName() {
    return Arn.lastPart(text(CLUSTER), "cluster");
  }

  /** The id at the end of the task's ARN, old form or new; null if that is unknown or no ARN. */
  public String id() {
    String arn = text(TASK_ARN);
    return Arn.isArn(arn) ? Arn.lastPart(arn, "task") : null;
  }

  /** How the network counters of its containers belong together. */
  public NetworkMode networkMode() {
    return NetworkMode.of(this);
  }
}
