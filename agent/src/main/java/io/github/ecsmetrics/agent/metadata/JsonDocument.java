package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.JsonReader.Token;

/** Reads one kind of the endpoint's answers, all of which are JSON objects. */
interface JsonDocument<T> {
  /**
   * Reads the object at whose start the reader stands, and leaves it at its end.
   *
   * @throws MetadataException if it is not what was asked for, or no JSON
   */
  T read(JsonReader json) throws MetadataException;

  /**
   * Reads a whole answer.
   *
   * @param pool where names and texts come from
   * @throws MetadataException if it is anything but an object of that kind
   */
  static <T> T read(byte[] body, TextPool pool, JsonDocument<T> document) throws MetadataException {
    JsonReader json = new JsonReader(body, pool);
    Token first = json.next();
    if (first != Token.OBJECT) {
      throw new MetadataException("bad_json", "not a JSON object but " + first.text, null);
    }
    T value = document.read(json);
    json.next();
    return value;
  }
}
