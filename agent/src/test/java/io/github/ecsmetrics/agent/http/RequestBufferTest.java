package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBufferTest {
  /** Two requests, the ways their lines may end, and empty lines that RFC 9112, 2.2 ignores. */
  private static final String TWO =
      "\r\n\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /b HTTP/1.1\nHost: b\r\n\nGET /c";

  private final RequestBuffer buffer = new RequestBuffer();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1000})
  void requestsAreTheSameHoweverTheirBytesArrive(int size) throws Exception {
    List<String> paths = new ArrayList<>();
    for (int at = 0; at < TWO.length(); at += size) {
      append(TWO.substring(at, Math.min(TWO.length(), at + size)));
      for (Request next = buffer.next(); next != null; next = buffer.next()) paths.add(next.path);
    }
    assertEquals(List.of("/a", "/b"), paths);
    assertFalse(buffer.isEmpty());
    append(" HTTP/1.0\r\n\r\n");
    assertEquals("/c", buffer.next().path);
    assertTrue(buffer.isEmpty());
  }

  @Test
  void longestHeadFits() throws Exception {
    append(head(RequestBuffer.MAX_HEAD));
    assertEquals("/", buffer.next().path);
  }

  /** Without a limit for them, empty lines fill the heap for as long as a client sends them. */
  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "x", "GET / HTTP/1.1\r\n"})
  void anythingLongerIsRefusedBeforeItEnds(String repeated) throws Exception {
    String sent = repeated.repeat(RequestBuffer.MAX_HEAD).substring(0, RequestBuffer.MAX_HEAD);
    append(sent);
    assertNull(buffer.next());
    append(repeated.substring(0, 1));
    assertRefused();
  }

  @Test
  void completeHeadThatIsTooLongIsRefused() {
    append(head(RequestBuffer.MAX_HEAD + 1));
    assertRefused();
  }

  private void assertRefused() {
    BadRequestException refused = assertThrows(BadRequestException.class, buffer::next);
    assertEquals(431, refused.status);
    assertEquals("request head larger than 8192 bytes", refused.getMessage());
  }

  private static String head(int length) {
    String start = "GET / HTTP/1.0\r\nX: ";
    String end = "\r\n\r\n";
    return start + "x".repeat(length - start.length() - end.length()) + end;
  }

  private void append(String bytes) {
    buffer.append(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
