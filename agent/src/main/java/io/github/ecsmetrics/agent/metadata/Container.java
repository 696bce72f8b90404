package io.github.ecsmetrics.agent.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * A container object, as an answer of {@code /task} lists it and as the base address gives the
 * asking one.
 */
public final class Container extends Row {
  private static final Shape SHAPE = Shape.of(ContainerField.values());
  private static final int COLUMNS = ContainerField.values().length;

  private Container(TextPool pool) {
    super(COLUMNS, pool);
  }

  /** Reads one container object. */
  static final class Reader implements Json.Reader<Container> {
    private final TextPool pool;

    Reader(TextPool pool) {
      this.pool = pool;
    }

    @Override
    public Container read(JsonParser json) throws IOException {
      Container container = new Container(pool);
      SHAPE.read(json, container);
      return container;
    }
  }

  /** Takes the mode of the first network; the others of a container repeat it. */
  @Override
  void readPart(int column, JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) readNetwork(column, json);
      else json.skipChildren();
    }
  }

  private void readNetwork(int column, JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      boolean mode = json.currentName().equals("NetworkMode");
      json.nextToken();
      if (mode && texts[column] == null) texts[column] = Json.text(json, pool);
      json.skipChildren();
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
