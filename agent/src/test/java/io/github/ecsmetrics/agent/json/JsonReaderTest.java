package io.github.ecsmetrics.agent.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final ObjectMapper JACKSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final StringPool POOL = new StringPool();

  private static final String DOCUMENT =
      """
      {"Name": "web \\u00e9\\ud83d\\ude00 \\"\\\\\\/\\b\\f\\n\\r\\t", "grüße 😀": [1, -0.5, 2.5e-3, 18446744073709551615],
       "": {"a": {}, "b": [], "c": null, "d": true, "e": false}, "last": [[["x"], {"y": -7}], 0]}
      """;

  /** The document as Jackson's tree has it, built from the tokens alone. */
  static JsonNode tree(byte[] document) throws IOException {
    JsonReader json = new JsonReader(document, POOL);
    json.next();
    JsonNode tree = value(json);
    assertEquals(Token.END, json.next());
    return tree;
  }

  private static JsonNode value(JsonReader json) throws IOException {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    switch (json.token()) {
      case OBJECT:
        ObjectNode object = nodes.objectNode();
        while (json.next() != Token.END_OBJECT) {
          String name = json.name();
          object.set(name, value(json));
        }
        return object;
      case ARRAY:
        var array = nodes.arrayNode();
        while (json.next() != Token.END_ARRAY) array.add(value(json));
        return array;
      case STRING:
        return nodes.textNode(json.text() == null ? "" : json.text());
      case NUMBER:
        return nodes.numberNode(json.number());
      case LITERAL:
        return nodes.nullNode();
      default:
        throw new AssertionError(json.token());
    }
  }

  /** Jackson's own tree, of which the reader does not tell literals and kinds of numbers apart. */
  static JsonNode simplified(JsonNode node) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (node.isBoolean()) return nodes.nullNode();
    if (node.isNumber()) {
      double value = node.doubleValue();
      boolean tooLarge = node.isBigInteger() && node.bigIntegerValue().abs().bitLength() > 64;
      return nodes.numberNode(tooLarge || Double.isInfinite(value) ? Double.NaN : value + 0.0);
    }
    if (node.isArray()) {
      var array = nodes.arrayNode();
      for (JsonNode element : node) array.add(simplified(element));
      return array;
    }
    if (!node.isObject()) return node;
    ObjectNode object = nodes.objectNode();
    for (var member : node.properties()) object.set(member.getKey(), simplified(member.getValue()));
    return object;
  }

  @Test
  void readsWhatJacksonReads() throws Exception {
    byte[] document = DOCUMENT.getBytes(UTF_8);
    assertEquals(simplified(JACKSON.readTree(document)), tree(document));
  }

  /** Broken in any place, by any byte: what one takes, the other takes too, and for the same. */
  @Test
  void acceptsAndRefusesWhatJacksonDoes() throws Exception {
    Random random = new Random(20261122);
    String alphabet = "{}[]\",:\\/0123456789.eE+-truefalsn \n\tu\u0001é😀";
    byte[] letters = alphabet.getBytes(UTF_8);
    int rounds = 50_000;
    int accepted = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] document = DOCUMENT.getBytes(UTF_8);
      for (int change = random.nextInt(3); change >= 0; change--) {
        document[random.nextInt(document.length)] = letters[random.nextInt(letters.length)];
      }
      JsonNode expected = jackson(document);
      String text = new String(document, UTF_8);
      if (expected == null) {
        assertThrows(IOException.class, () -> tree(document), text);
      } else {
        accepted++;
        assertEquals(simplified(expected), tree(document), text);
      }
    }
    assertTrue(accepted > rounds / 20, "hardly any was whole: " + accepted);
  }

  /** Null for what is refused; Jackson itself takes some of what is no UTF-8. */
  private static JsonNode jackson(byte[] document) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(document));
      return JACKSON.readTree(document);
    } catch (IOException refused) {
      return null;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "0.25",
        "0.1",
        "123456789012345678",
        "9007199254740993",
        "9007199254740993.5",
        "9223372036854771712",
        "9223372036854775807",
        "-9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "9999999999999999999",
        "18446744073709551615",
        "1e22",
        "1E+22",
        "1e-7",
        "4.35",
        "0.30000000000000004",
        "1.7976931348623157e308",
        "4.9e-324",
        "123456789.123456789",
        "179769313486231570000",
        "0.000000000000000001",
        "99999999999999999.9",
      })
  void numberIsTheNearestDouble(String number) throws Exception {
    boolean tooLarge = number.length() > 20 && number.indexOf('.') < 0 && number.indexOf('e') < 0;
    JsonReader json = new JsonReader(number.getBytes(UTF_8), POOL);
    json.next();
    assertEquals(tooLarge ? Double.NaN : Double.parseDouble(number), json.number());
  }

  @Test
  void anyNumberIsTheNearestDouble() throws Exception {
    Random random = new Random(20261122);
    for (int round = 0; round < 50_000; round++) {
      long digits = random.nextLong() >>> random.nextInt(64);
      int point = random.nextInt(20);
      String number = Long.toString(digits >>> 1);
      if (point < number.length()) {
        int whole = number.length() - point;
        number = number.substring(0, whole) + (point == 0 ? "" : "." + number.substring(whole));
      }
      JsonReader json = new JsonReader(number.getBytes(UTF_8), POOL);
      json.next();
      assertEquals(Double.parseDouble(number), json.number(), number);
    }
  }

  @Test
  void minusZeroIsZero() throws Exception {
    JsonReader json = new JsonReader("-0".getBytes(UTF_8), POOL);
    json.next();
    assertEquals(0.0, json.number());
  }

  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551616", "-18446744073709551616", "1e400", "-1e400"})
  void numberBeyondAllRangesIsUnknown(String number) throws Exception {
    JsonReader json = new JsonReader(number.getBytes(UTF_8), POOL);
    assertEquals(Token.NUMBER, json.next());
    assertEquals(Double.NaN, json.number());
  }

  @Test
  void numberOfAMillionDigitsIsUnknownAndTakesNoTime() throws Exception {
    JsonReader json = new JsonReader("9".repeat(1_000_000).getBytes(UTF_8), POOL);
    assertEquals(Token.NUMBER, json.next());
    assertEquals(Double.NaN, json.number());
    assertEquals(Token.END, json.next());
  }

  @Test
  void skipLeavesTheReaderAtTheEndOfWhatItSkipped() throws Exception {
    JsonReader json = new JsonReader("{\"a\": {\"b\": [1, {}]}, \"c\": 7}".getBytes(UTF_8), POOL);
    json.next();
    json.next();
    json.skip();
    assertEquals(Token.END_OBJECT, json.token());
    json.next();
    assertEquals("c", json.name());
    json.skip();
    assertEquals(7, json.unsigned());
  }

  @Test
  void hundredLevelsAreReadAndNoMore() throws Exception {
    tree(("[".repeat(100) + "]".repeat(100)).getBytes(UTF_8));
    byte[] deeper = ("[".repeat(101) + "]".repeat(101)).getBytes(UTF_8);
    IOException e = assertThrows(IOException.class, () -> tree(deeper));
    assertEquals("not JSON: nested deeper than 100 levels", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "C3 28, 0x28 is no continuation",
    "C0 AF, longer than needed",
    "E0 80 AF, longer than needed",
    "ED A0 80, a surrogate",
    "F4 90 80 80, beyond Unicode",
    "F8 88 80 80 80, no first byte",
    "80, no first byte",
    "E2 82, ends too soon",
  })
  void textThatIsNoUtf8IsNoJson(String bytes, String why) {
    byte[] document = new byte[2 + bytes.split(" ").length];
    document[0] = document[document.length - 1] = '"';
    int i = 1;
    for (String hex : bytes.split(" ")) document[i++] = (byte) Integer.parseInt(hex, 16);
    assertThrows(IOException.class, () -> tree(document), why);
  }

  @Test
  void textOfAnyLengthIsRead() throws Exception {
    for (int length : new int[] {0, 1, 255, 256, 257, 100_000}) {
      String text = "a".repeat(length) + "é";
      JsonReader json = new JsonReader(("\"" + text + "\"").getBytes(UTF_8), POOL);
      json.next();
      assertEquals(text, json.text());
    }
  }
}
