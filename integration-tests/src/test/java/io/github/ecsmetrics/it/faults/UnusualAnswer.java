package io.github.ecsmetrics.it.faults;

import io.github.ecsmetrics.it.MetadataEndpoint;
import java.util.function.BiFunction;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;

/** Other ways to give the same answer: unusual, but correct. */
enum UnusualAnswer {
  CHUNKED((answer, body) -> answer.chunkedBody(body, 1000)),
  BYTE_BY_BYTE((answer, body) -> answer.chunkedBody(body, 1)),
  HTTP_1_0((answer, body) -> answer.body(body).status("HTTP/1.0 200 OK")),
  UNTIL_THE_END_OF_THE_CONNECTION(
      (answer, body) ->
          answer
              .body(body)
              .status("HTTP/1.0 200 OK")
              .removeHeader("Content-Length")
              .onResponseEnd(new SocketEffect.CloseSocket())),
  KEEP_ALIVE(
      (answer, body) ->
          answer
              .body(body)
              .addHeader("Connection", "keep-alive")
              .addHeader("Keep-Alive", "timeout=600")),
  WITH_CONTINUE((answer, body) -> answer.add100Continue().body(body)),
  /** The last one counts, as for Go, in which the endpoint is written, and for browsers. */
  DUPLICATE_KEYS((answer, body) -> answer.body(before(wrong(), body))),
  UNKNOWN_MEMBERS((answer, body) -> answer.body(before(unknown(), body)));

  private final BiFunction<MockResponse.Builder, String, MockResponse.Builder> say;

  UnusualAnswer(BiFunction<MockResponse.Builder, String, MockResponse.Builder> say) {
    this.say = say;
  }

  MockResponse response(String body) {
    return say.apply(new MockResponse.Builder(), body).build();
  }

  private static String before(String members, String object) {
    return "{" + members + "," + object.substring(1);
  }

  private static String wrong() {
    return "\"Family\": \"wrong\", \"Limits\": 7, \""
        + MetadataEndpoint.FARGATE_CONTAINER
        + "\": {\"cpu_stats\": {\"cpu_usage\": {\"total_usage\": 1}}}";
  }

  private static String unknown() {
    return "\"Strange\\u0000\": " + "[{\"\": ".repeat(40) + "1e-999" + "}]".repeat(40);
  }
}
