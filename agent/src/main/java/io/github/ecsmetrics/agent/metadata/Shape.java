package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.Field.Kind;
import io.github.ecsmetrics.agent.metadata.JsonReader.Token;
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

  /** Reads the object at whose start the reader stands, and leaves it at its end. */
  void read(JsonReader json, Row row) throws MetadataException {
    while (json.next() != Token.END_OBJECT) {
      Shape member = members.get(json.name());
      if (member == null) json.skip();
      else member.readValue(json, row);
    }
  }

  private void readValue(JsonReader json, Row row) throws MetadataException {
    forget(row);
    if (field != null) readField(json, row);
    else if (json.token() == Token.OBJECT) read(json, row);
    else json.skip();
  }

  private void readField(JsonReader json, Row row) throws MetadataException {
    int column = field.ordinal();
    // No switch: on an enum it is a class more.
    Kind kind = field.kind();
    if (kind == Kind.PART) {
      row.readPart(column, json);
      return;
    }
    if (kind == Kind.NUMBER) row.numbers[column] = json.unsigned();
    else if (kind == Kind.POSITIVE) row.numbers[column] = json.positive();
    else if (kind == Kind.SIGNED) row.numbers[column] = json.number();
    else if (kind == Kind.TIME) row.numbers[column] = afterTheEpoch(json.time());
    else row.texts[column] = json.text();
    json.skip();
  }

  /** Nothing that is read here happened before; Go's zero time is the year 1. */
  private static double afterTheEpoch(double time) {
    return time > 0 ? time : Double.NaN;
  }

  private void forget(Row row) {
    if (field != null) row.forget(field.ordinal());
    for (Shape member : members.values()) member.forget(row);
  }
}
