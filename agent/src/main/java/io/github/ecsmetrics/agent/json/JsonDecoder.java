package io.github.ecsmetrics.agent.json;

import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;

/** Makes a value of one kind from JSON. */
public interface JsonDecoder<V> {
  /**
   * Reads the value at which the reader stands and, if that is an object or array, leaves the
   * reader at its end.
   *
   * @return null if the value is of another type than expected
   * @throws IOException if the document is not JSON, or not what was asked for
   */
  V decode(JsonReader json) throws IOException;

  /**
   * Reads a whole document, which has to be an object.
   *
   * @param pool where names and texts come from
   * @throws IOException if it is anything else; the message is one line for a person
   */
  static <V> V decode(byte[] document, StringPool pool, JsonDecoder<V> decoder) throws IOException {
    JsonReader json = new JsonReader(document, pool);
    Token first = json.next();
    if (first != Token.OBJECT) throw new IOException("not a JSON object but " + first.text);
    V value = decoder.decode(json);
    json.next();
    return value;
  }
}
