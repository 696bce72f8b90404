package io.github.ecsmetrics.agent.json;

import io.github.ecsmetrics.agent.json.JsonField.Kind;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;

/**
 * Declares which members of a JSON object are read, and reads those; all other members are skipped.
 *
 * <pre>
 * static final FieldMapping&lt;Task&gt; FIELDS = new FieldMapping&lt;&gt;();
 * static final JsonField&lt;Task, String&gt; FAMILY = FIELDS.text("Family");
 * static final JsonField&lt;Task, Double&gt; MEMORY_LIMIT = FIELDS.positive("Limits.Memory");
 * </pre>
 *
 * <p>It streams, because a tree of a task's stats is ten times the size of the values that are
 * kept. A member of an unexpected type counts as absent and does not affect its neighbours. If a
 * member comes twice, the last one counts.
 *
 * @param <T> the type that is read from the object
 */
public final class FieldMapping<T> {
  private final JsonField<T, Void> root = new JsonField<>(Kind.PATH, -1, null);
  private int numbers;
  private int others;

  /**
   * A number from 0 to 2^64-1.
   *
   * @param path the names of the members from the object down to the value, with dots between them
   */
  public JsonField<T, Double> number(String path) {
    return add(path, Kind.NUMBER, numbers++, null);
  }

  /** A number above 0; 0 means that there is none, as for a limit. */
  public JsonField<T, Double> positive(String path) {
    return add(path, Kind.POSITIVE, numbers++, null);
  }

  /** A number that may be negative. */
  public JsonField<T, Double> signed(String path) {
    return add(path, Kind.SIGNED, numbers++, null);
  }

  /** An RFC 3339 timestamp after the epoch, in seconds since then; Go's zero time is unknown. */
  public JsonField<T, Double> time(String path) {
    return add(path, Kind.TIME, numbers++, null);
  }

  /** The same, but a time before the epoch, such as Go's zero time, is kept. */
  public JsonField<T, Double> timeOrNever(String path) {
    return add(path, Kind.TIME_OR_NEVER, numbers++, null);
  }

  /** A string that is not empty. */
  public JsonField<T, String> text(String path) {
    return add(path, Kind.TEXT, others++, null);
  }

  /** A value of any type that the decoder reads. */
  public <V> JsonField<T, V> decoded(String path, JsonDecoder<V> decoder) {
    return add(path, Kind.DECODED, others++, decoder);
  }

  private <V> JsonField<T, V> add(String path, Kind kind, int index, JsonDecoder<V> decoder) {
    JsonField<T, V> field = new JsonField<>(kind, index, decoder);
    JsonField<T, ?> parent = root;
    int start = 0;
    for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', start)) {
      parent = path(parent, path.substring(start, dot));
      start = dot + 1;
    }
    parent.members.put(path.substring(start), field);
    return field;
  }

  private JsonField<T, ?> path(JsonField<T, ?> parent, String name) {
    JsonField<T, ?> member = parent.members.get(name);
    if (member == null) {
      member = new JsonField<T, Void>(Kind.PATH, -1, null);
      parent.members.put(name, member);
    }
    return member;
  }

  /** Values of which none is known yet. */
  public FieldValues<T> noValues() {
    return new FieldValues<>(numbers, others);
  }

  /** Reads the object at whose start the reader stands, and leaves the reader at its end. */
  public FieldValues<T> read(JsonReader json) throws IOException {
    FieldValues<T> values = noValues();
    read(json, values);
    return values;
  }

  /** The same into values that are used again. */
  public void read(JsonReader json, FieldValues<T> values) throws IOException {
    values.clear();
    readMembers(json, root, values);
  }

  private void readMembers(JsonReader json, JsonField<T, ?> object, FieldValues<T> values)
      throws IOException {
    while (json.next() != Token.END_OBJECT) {
      JsonField<T, ?> member = object.members.get(json.name());
      if (member == null) json.skip();
      else readMember(json, member, values);
    }
  }

  private void readMember(JsonReader json, JsonField<T, ?> member, FieldValues<T> values)
      throws IOException {
    values.forget(member);
    if (member.kind == Kind.PATH && json.token() == Token.OBJECT) {
      readMembers(json, member, values);
    } else if (member.kind == Kind.DECODED) {
      values.set(member, member.decoder.decode(json));
    } else {
      if (member.kind == Kind.TEXT) values.set(member, json.text());
      else if (member.isNumber()) values.set(member, number(json, member.kind));
      json.skip();
    }
  }

  /** Not a switch: a switch on an enum loads one more class. */
  private static double number(JsonReader json, Kind kind) {
    if (kind == Kind.NUMBER) return json.unsigned();
    if (kind == Kind.POSITIVE) return json.positive();
    if (kind == Kind.SIGNED) return json.number();
    double time = json.time();
    return time > 0 || kind == Kind.TIME_OR_NEVER ? time : Double.NaN;
  }
}
