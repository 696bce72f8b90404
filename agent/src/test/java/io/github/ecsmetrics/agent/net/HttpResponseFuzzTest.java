package io.github.ecsmetrics.agent.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ecsmetrics.agent.CpuLimit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the endpoint sends is a body or a failure told in one line, and that soon. */
class HttpResponseFuzzTest {
  private static final int LARGEST = 4 << 20;

  static Stream<byte[]> answers() {
    return Stream.of(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
            "HTTP/1.0 200 OK\r\n\r\n{}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x\r\n{\r\n1\r\n}\r\n0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3FFFFF\r\n{",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\nContent-Length: 2\n\n{}",
            "HTTP/1.1 429 Too Many Requests\r\nX-Rate-Limit-Limit: 40\r\n\r\nslow down",
            "HTTP/1.1 200 OK\r\nContent-Length: 4194305\r\n\r\n",
            "\"not HTTP\"\u001b[2J\u0085")
        .map(answer -> answer.getBytes(ISO_8859_1));
  }

  @MethodSource("answers")
  @FuzzTest
  void anythingIsABodyOrAFailureToldInOneLine(byte[] sent) throws IOException {
    CpuLimit limit = new CpuLimit();
    try {
      byte[] body = read(sent);
      assertTrue(body.length <= LARGEST);
      assertTrue(body.length <= sent.length, "more than was sent");
    } catch (IOException failure) {
      String reason = String.valueOf(failure.getMessage());
      assertTrue(reason.length() < 200, reason);
      assertFalse(reason.contains("\n") || reason.contains("\r"), reason);
    }
    limit.check();
    assertSameHoweverItIsSent(sent);
  }

  private static void assertSameHoweverItIsSent(byte[] body) throws IOException {
    String ok = "HTTP/1.1 200 OK\r\n";
    assertArrayEquals(body, read(join(ok + "\r\n", body, "")));
    assertArrayEquals(
        body, read(join(ok + "Content-Length: " + body.length + "\r\n\r\n", body, "?")));
    ByteArrayOutputStream chunked = new ByteArrayOutputStream();
    chunked.write(bytes(ok + "Transfer-Encoding: chunked\r\n\r\n"));
    int size = body.length == 0 ? 1 : 1 + (body[0] & 0xff);
    for (int at = 0; at < body.length; at += size) {
      int length = Math.min(size, body.length - at);
      chunked.write(bytes(Integer.toHexString(length) + "\r\n"));
      chunked.write(body, at, length);
      chunked.write(bytes("\r\n"));
    }
    chunked.write(bytes("0\r\n\r\n"));
    assertArrayEquals(body, read(chunked.toByteArray()));
  }

  private static byte[] join(String head, byte[] body, String rest) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(bytes(head));
    all.write(body);
    all.write(bytes(rest));
    return all.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] read(byte[] sent) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    Socket socket = new Sent(sent);
    return HttpResponse.read(new DeadlineInput(socket, deadline), socket).body();
  }

  /** A connection on which that came, and then its end. */
  private static final class Sent extends Socket {
    private final InputStream in;

    Sent(byte[] sent) {
      in = new ByteArrayInputStream(sent);
    }

    @Override
    public InputStream getInputStream() {
      return in;
    }

    @Override
    public void setSoTimeout(int millis) {}
  }
}
