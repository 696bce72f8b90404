package io.github.ecsmetrics.agent.metadata;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import com.fasterxml.jackson.core.util.BufferRecycler;
import java.io.IOException;

/**
 * The JSON parser as the agent sets it up, and its scalar values with "unknown" for those of
 * another type.
 */
final class Json {
  /** 2^64 as a double, which is also what 2^64-1 becomes. */
  private static final double UNSIGNED_END = 18446744073709551616.0;

  private static final String LARGEST = "18446744073709551615";

  // The answer's size is capped already; within it a number of 2000 digits is one unknown value,
  // not a broken poll.
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(100)
          .maxNumberLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .build();

  private static final ByteQuadsCanonicalizer NAMES = ByteQuadsCanonicalizer.createRoot();

  private Json() {}

  /**
   * The parser that {@code JsonFactory} would make, without the factory: that brings 40 more
   * classes into the JVM, generators and parsers of all other kinds, and the start waits for them.
   */
  private static JsonParser parser(byte[] body) {
    IOContext context =
        new IOContext(
            CONSTRAINTS,
            StreamWriteConstraints.defaults(),
            ErrorReportConfiguration.defaults(),
            new BufferRecycler(),
            ContentReference.unknown(),
            false);
    ByteQuadsCanonicalizer names = NAMES.makeChild(0);
    return new UTF8StreamJsonParser(context, 0, null, null, names, body, 0, body.length, 0, false);
  }

  /** Reads one JSON document. */
  interface Reader<T> {
    /**
     * The parser stands at the document's first token, that of an object, and has to be left at its
     * last.
     */
    T read(JsonParser json) throws IOException;
  }

  /**
   * Reads a document that has to be an object.
   *
   * @throws MetadataException if it is anything else, or no JSON
   */
  static <T> T readObject(byte[] body, Reader<T> reader) throws MetadataException {
    try (JsonParser json = parser(body)) {
      JsonToken first = json.nextToken();
      if (first != JsonToken.START_OBJECT) throw notAnObject(first);
      T value = reader.read(json);
      if (json.nextToken() != null)
        throw new MetadataException("bad_json", "text after the JSON object", null);
      return value;
    } catch (MetadataException e) {
      throw e;
    } catch (IOException e) {
      throw new MetadataException("bad_json", "not JSON: " + firstLine(e), e);
    }
  }

  private static MetadataException notAnObject(JsonToken first) {
    String found =
        first == null ? "nothing" : first == JsonToken.VALUE_STRING ? "a string" : first.asString();
    return new MetadataException(
        "bad_json", "not a JSON object but " + (found == null ? "a value" : found), null);
  }

  private static String firstLine(IOException e) {
    String message = String.valueOf(e.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }

  /** The number at which the parser stands, or NaN. */
  static double number(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT) return finite(json.getDoubleValue());
    if (token != JsonToken.VALUE_NUMBER_INT) return Double.NaN;
    // Most are short; beyond 2^64-1 nothing is in range, and reading 2000 digits takes its time.
    int length = json.getTextLength();
    if (length > LARGEST.length()) return Double.NaN;
    if (length == LARGEST.length() && json.getText().compareTo(LARGEST) > 0) return Double.NaN;
    return json.getDoubleValue();
  }

  /**
   * The number at which the parser stands if it is in the range of an unsigned 64-bit integer, else
   * NaN.
   */
  static double unsigned(JsonParser json) throws IOException {
    double value = number(json);
    return value >= 0 && value <= UNSIGNED_END ? value + 0.0 : Double.NaN;
  }

  /** The timestamp at which the parser stands, in seconds since the epoch, or NaN. */
  static double time(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING) return Double.NaN;
    return Rfc3339.parse(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  /** The string at which the parser stands, or null if it is none or empty. */
  static String text(JsonParser json, TextPool pool) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_STRING || json.getTextLength() == 0) return null;
    return pool.get(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
  }

  private static double finite(double value) {
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
