package io.github.ecsmetrics.agent.json;

import java.util.HashMap;
import java.util.Map;

/**
 * A member of a JSON object that is read, as a {@link FieldMapping} declares it.
 *
 * @param <T> the type that is read from the object
 * @param <V> the type of the member's value
 */
public final class JsonField<T, V> {
  /** How a value is understood; a value of another type counts as unknown. */
  enum Kind {
    NUMBER,
    POSITIVE,
    SIGNED,
    TIME,
    TIME_OR_NEVER,
    TEXT,
    DECODED,
    /** An object that only leads to fields further down. */
    PATH
  }

  final Kind kind;

  /** The place of the value among the numbers, or among the other values. */
  final int index;

  /** Null unless the kind is {@link Kind#DECODED}. */
  final JsonDecoder<V> decoder;

  /** The members further down, by name; null unless the kind is {@link Kind#PATH}. */
  final Map<String, JsonField<T, ?>> members;

  JsonField(Kind kind, int index, JsonDecoder<V> decoder) {
    this.kind = kind;
    this.index = index;
    this.decoder = decoder;
    this.members = kind == Kind.PATH ? new HashMap<String, JsonField<T, ?>>() : null;
  }

  boolean isNumber() {
    return kind.compareTo(Kind.TEXT) < 0;
  }
}
