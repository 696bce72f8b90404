package io.github.ecsmetrics.agent.metadata;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Which members of a JSON object are wanted: reads those into a {@link Row} and skips all else.
 *
 * <p>Streaming, since a tree of a task's stats is ten times the size of what is kept of it. A
 * member of an unexpected type is as good as absent and harms no neighbour.
 */
final class Shape {
  private final Map<String, Shape> members = new HashMap<>();
  private Field field;

  static Shape of(Field[] fields) {
    Shape shape = new Shape();
    for (Field field : fields) shape.member(field.path()).field = field;
    return shape;
  }

  private Shape member(String path) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Shape member = members.get(name);
    if (member == null) {
      member = new Shape();
      members.put(name, member);
    }
    return dot < 0 ? member : member.member(path.substring(dot + 1));
  }

  /** Reads the object at whose first token the parser stands, and leaves it at the last. */
  void read(JsonParser json, Row row) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      Shape member = members.get(json.currentName());
      json.nextToken();
      if (member == null) json.skipChildren();
      else member.readValue(json, row);
    }
  }

  private void readValue(JsonParser json, Row row) throws IOException {
    forget(row);
    if (field != null) readField(json, row);
    else if (json.currentToken() == JsonToken.START_OBJECT) read(json, row);
    else json.skipChildren();
  }

  private void readField(JsonParser json, Row row) throws IOException {
    int column = field.ordinal();
    switch (field.kind()) {
      case NUMBER:
        row.numbers[column] = Json.unsigned(json);
        break;
      case SIGNED:
        row.numbers[column] = Json.number(json);
        break;
      case TIME:
        row.numbers[column] = Json.time(json);
        break;
      case TEXT:
        row.texts[column] = Json.text(json, row.pool);
        break;
      default:
        row.readPart(column, json);
        return;
    }
    json.skipChildren();
  }

  private void forget(Row row) {
    if (field != null) row.forget(field.ordinal());
    for (Shape member : members.values()) member.forget(row);
  }
}
