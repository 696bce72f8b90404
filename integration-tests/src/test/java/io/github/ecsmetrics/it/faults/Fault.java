package io.github.ecsmetrics.it.faults;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.SocketEffect;
import okio.BufferedSink;

/** What the endpoint does wrong on every path; none of it holds a usable figure. */
enum Fault {
  NOT_FOUND(answer -> answer.code(404).body("\"V4 task metadata handler: unable to get task\"")),
  RATE_LIMITED(answer -> answer.code(429).body("You have reached maximum request limit.")),
  SERVER_ERROR(answer -> answer.code(500).body("\"Failed to get stats\"")),
  REDIRECT(answer -> answer.code(302).addHeader("Location", "http://127.0.0.1:9/")),
  HANGS(answer -> answer.onResponseStart(SocketEffect.Stall.INSTANCE)),
  LATE(answer -> answer.headersDelay(5, TimeUnit.SECONDS).body("{}")),
  DRIPS(answer -> answer.body(" ".repeat(10_000)).throttleBody(1, 1, TimeUnit.SECONDS)),
  RESETS(answer -> answer.onResponseStart(new SocketEffect.CloseSocket())),
  NO_BODY(answer -> answer.onResponseBody(new SocketEffect.CloseSocket()).body("{}")),
  TRUNCATED(answer -> answer.body("{\"Family\": \"orders\", \"Containers\": [{")),
  NOT_JSON(answer -> answer.body("<html><body>Bad Gateway</body></html>")),
  EMPTY(answer -> answer.body("")),
  NULL(answer -> answer.body("null")),
  JSON_STRING(answer -> answer.body("\"Unable to get task\"")),
  JSON_NUMBER(answer -> answer.body("1e400")),
  WRONG_TYPES(answer -> answer.body("{\"Family\": {}, \"TaskARN\": 7, \"Containers\": \"none\"}")),
  DEEP(answer -> answer.body("{\"Family\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}")),
  GIBIBYTE(answer -> answer.body(new Blanks(1 << 30))),
  GIBIBYTE_OF_UNKNOWN_LENGTH(
      answer -> answer.body(new Blanks(1 << 30)).removeHeader("Content-Length")),
  GIBIBYTE_IN_CHUNKS(
      answer ->
          answer
              .body(new Blanks(1 << 30, "10000\r\n", "\r\n"))
              .removeHeader("Content-Length")
              .addHeader("Transfer-Encoding", "chunked")),
  ENDLESS_HEADERS(answer -> manyHeaders(answer, 20_000));

  private final UnaryOperator<MockResponse.Builder> wrong;

  Fault(UnaryOperator<MockResponse.Builder> wrong) {
    this.wrong = wrong;
  }

  MockResponse response() {
    return wrong.apply(new MockResponse.Builder()).build();
  }

  private static MockResponse.Builder manyHeaders(MockResponse.Builder answer, int count) {
    for (int i = 0; i < count; i++) answer.addHeader("X-Filler-" + i, "x".repeat(50));
    return answer.body("{}");
  }

  /** White space that could go on to be a JSON document, in blocks of 64 KiB. */
  private record Blanks(long length, String before, String after) implements MockResponseBody {
    private static final byte[] BLOCK = " ".repeat(1 << 16).getBytes();

    Blanks(long length) {
      this(length, "", "");
    }

    @Override
    public long getContentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (long left = length; left > 0; left -= BLOCK.length) {
        sink.writeUtf8(before).write(BLOCK).writeUtf8(after).flush();
      }
    }
  }
}
