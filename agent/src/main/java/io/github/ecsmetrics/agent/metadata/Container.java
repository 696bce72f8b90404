package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;

/**
 * A container object. {@code /task} lists those of all containers, and the base address answers
 * with the one of the container that asks.
 *
 * <pre>
 * {"DockerId": "cd189a933e5849daa93386466019ab50-2495160603", "Name": "curl", "Image": "...", "ImageID": "sha256:...",
 *  "DesiredStatus": "RUNNING", "KnownStatus": "RUNNING", "Limits": {"CPU": 256, "Memory": 512},
 *  "CreatedAt": "2020-10-08T20:09:11.44527186Z", "StartedAt": "2020-10-08T20:09:11.44527186Z", "Type": "NORMAL",
 *  "Networks": [{"NetworkMode": "awsvpc", ...}], ...}
 * </pre>
 */
public final class Container {
  private static final FieldMapping<Container> FIELDS = new FieldMapping<>();

  public static final JsonField<Container, String> DOCKER_ID = FIELDS.text("DockerId");
  public static final JsonField<Container, String> NAME = FIELDS.text("Name");
  public static final JsonField<Container, String> IMAGE = FIELDS.text("Image");
  public static final JsonField<Container, String> IMAGE_ID = FIELDS.text("ImageID");
  public static final JsonField<Container, String> CONTAINER_ARN = FIELDS.text("ContainerARN");
  public static final JsonField<Container, String> TYPE = FIELDS.text("Type");
  public static final JsonField<Container, String> DESIRED_STATUS = FIELDS.text("DesiredStatus");
  public static final JsonField<Container, String> KNOWN_STATUS = FIELDS.text("KnownStatus");
  public static final JsonField<Container, String> HEALTH_STATUS = FIELDS.text("Health.status");
  public static final JsonField<Container, Double> EXIT_CODE = FIELDS.signed("ExitCode");
  public static final JsonField<Container, Double> RESTART_COUNT = FIELDS.number("RestartCount");

  /** CPU units; {@link #cpuLimit} has their meaning. */
  private static final JsonField<Container, Double> CPU_LIMIT = FIELDS.positive("Limits.CPU");

  /** MiB. */
  private static final JsonField<Container, Double> MEMORY_LIMIT = FIELDS.positive("Limits.Memory");

  public static final JsonField<Container, Double> CREATED_AT = FIELDS.time("CreatedAt");
  public static final JsonField<Container, Double> STARTED_AT = FIELDS.time("StartedAt");
  public static final JsonField<Container, Double> FINISHED_AT = FIELDS.time("FinishedAt");
  public static final JsonField<Container, String> NETWORK_MODE =
      FIELDS.decoded("Networks", new FirstNetworkMode());

  private final FieldValues<Container> values;

  private Container(FieldValues<Container> values) {
    this.values = values;
  }

  /** Reads a container object that is the whole answer. */
  public static final class Decoder implements JsonDecoder<Container> {
    @Override
    public Container decode(JsonReader json) throws IOException {
      Container container = Container.decode(json);
      if (!container.dockerId().isEmpty()) return container;
      throw new IOException("a JSON object, but no container");
    }
  }

  /** Reads the object at whose start the reader stands. */
  static Container decode(JsonReader json) throws IOException {
    return new Container(FIELDS.read(json));
  }

  /** The mode of the first network; the others of a container repeat it. */
  private static final class FirstNetworkMode implements JsonDecoder<String> {
    @Override
    public String decode(JsonReader json) throws IOException {
      if (json.token() != Token.ARRAY) {
        json.skip();
        return null;
      }
      String first = null;
      while (json.next() != Token.END_ARRAY) {
        String mode = json.token() == Token.OBJECT ? mode(json) : null;
        if (first == null) first = mode;
        json.skip();
      }
      return first;
    }

    private static String mode(JsonReader json) throws IOException {
      String first = null;
      while (json.next() != Token.END_OBJECT) {
        if (first == null && json.name().equals("NetworkMode")) first = json.text();
        json.skip();
      }
      return first;
    }
  }

  /** The field's text, or null. */
  public String text(JsonField<Container, String> field) {
    return values.get(field);
  }

  /** The field's number, or NaN. */
  public double number(JsonField<Container, Double> field) {
    return values.number(field);
  }

  /**
   * The CPU that it asked for in vCPU, or NaN.
   *
   * <p>On Linux these are shares: containers divide the CPU in this proportion if all want it, and
   * one that is alone may use more. The least value is 2, which ECS writes if none was asked for
   * (prometheus-community/ecs_exporter#35).
   */
  public double cpuLimit() {
    double units = number(CPU_LIMIT);
    return units > 2 ? units / 1024 : Double.NaN;
  }

  /** Its own memory limit in bytes, else its task's; NaN if there is neither. */
  public double memoryLimit(Task task) {
    double own = number(MEMORY_LIMIT) * Task.MEBIBYTE;
    return Double.isNaN(own) ? task.memoryLimit() : own;
  }

  /** The key into {@code /task/stats}; empty while the image is being pulled. */
  public String dockerId() {
    String id = text(DOCKER_ID);
    return id == null ? "" : id;
  }

  /** Whether it has ended for good, so that it uses nothing any more. */
  public boolean isStopped() {
    return "STOPPED".equals(text(KNOWN_STATUS));
  }
}
