package io.github.ecsmetrics.agent.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jackson takes, the reader takes too, and for the same; what Jackson refuses, it refuses. */
class JsonReaderFuzzTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static Stream<byte[]> documents() {
    return Stream.of(
            "{\"a\": [1, -0.5, 2.5e-3, 18446744073709551615, 18446744073709551616, 1E400, -0]}",
            "[true, false, null, {}, [], \"\\u00e9\\ud83d\\\"\\\\\\/\\b\\f\\n\\r\\t grüße 😀\"]",
            "{\"a\": 1, \"a\": {\"b\": 2}} {}",
            "[0.1, 9007199254740993.5, 123456789012345678, 0.30000000000000004, 4.9e-324, 01]",
            " \t\r\n\"\u0001\" ")
        .map(document -> document.getBytes(UTF_8));
  }

  @MethodSource("documents")
  @FuzzTest
  void readsWhatJacksonReads(byte[] document) throws Exception {
    JsonNode expected;
    try {
      expected = JACKSON.readTree(UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
    } catch (StreamConstraintsException limit) {
      // Of numbers and nesting; the reader has its own.
      return;
    } catch (IOException refused) {
      assertThrows(IOException.class, () -> JsonReaderTest.tree(document));
      return;
    }
    if (expected.isMissingNode() || depth(expected) > 100) return;
    assertEquals(JsonReaderTest.simplified(expected), JsonReaderTest.tree(document));
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) deepest = Math.max(deepest, depth(child));
    return node.isContainerNode() ? deepest + 1 : 0;
  }
}
