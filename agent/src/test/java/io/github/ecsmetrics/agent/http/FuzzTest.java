package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random and senseless requests. {@code -Dfuzz.requests=1000000} makes a longer run, {@code
 * -Dfuzz.seed} repeats one.
 *
 * <p>Seen elsewhere: stack traces in error bodies, and one in the log for each broken connection
 * (prometheus/client_java#2283).
 */
class FuzzTest {
  private static final int REQUESTS = Integer.getInteger("fuzz.requests", 3000);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final Set<String> STATUSES =
      Set.of("200", "400", "404", "405", "413", "431", "503");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+) ");
  private static final Pattern TRACE = Pattern.compile("Exception|\\tat |java\\.lang");

  private static final String[] METHODS = {
    "GET", "HEAD", "POST", "OPTIONS", "get", "G\u00cbT", "", "GET\u0000", "PRI", "x".repeat(300)
  };
  private static final String[] PATHS = {
    "/metrics",
    "/task",
    "/stats",
    "/",
    "/-/healthy",
    "/../../etc/passwd",
    "*",
    "",
    "/%00",
    "//",
    "http://x/metrics",
    "/metrics;x",
    "\\metrics",
    "/metrics#a",
    "/" + "a".repeat(5000)
  };
  private static final String[] QUERIES = {
    "",
    "?",
    "?name[]=things_total",
    "?name[]=",
    "?name[]=%",
    "?name[]=%zz&name[]=a",
    "?debug=text",
    "?name%5B%5D=%00%ff",
    "?&&==&",
    "?name[]=" + "%41".repeat(700),
    "?name[]=a+b%20c{}|^`\"<>"
  };
  private static final String[] VERSIONS = {"HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "HTTP/1.1 ", ""};
  private static final String[] HEADERS = {
    "Host: x",
    "Accept: application/openmetrics-text",
    "Accept: application/vnd.google.protobuf",
    "Accept: ;;;,,,q=q=q=;q=NaN",
    "Accept-Encoding: gzip",
    "Accept-Encoding: gzip;q=-1,*;q=1e999",
    "Connection: close",
    "Connection: keep-alive, Upgrade",
    "Content-Length: 5",
    "Content-Length: -1",
    "Content-Length: 99999999999999999999",
    "Transfer-Encoding: chunked",
    "Expect: 100-continue",
    "Authorization: Basic ////",
    "Authorization: \u0001",
    ": empty",
    "No colon",
    " folded",
    "X: " + "y".repeat(3000),
    "X:\u0000\u007f\u00ff"
  };
  private static final String[] ENDS = {
    "\r\n\r\n", "\n\n", "\r\n", "", "\r\r\n\n", "\r\n\r\nhello"
  };

  @RegisterExtension final ServedExample served = new ServedExample();
  private final Random random = new Random(SEED);

  @Test
  void everyRequestGetsAnHonestAnswerOrNone() throws Exception {
    MetricsServer server = served.polled().serve();
    for (int i = 0; i < REQUESTS; i++) {
      String request = request();
      String received = exchange(server.port(), request);
      Matcher status = STATUS.matcher(received);
      while (status.find()) {
        assertTrue(STATUSES.contains(status.group(1)), () -> because(request, received));
      }
      assertFalse(TRACE.matcher(received).find(), () -> because(request, received));
    }
    RawClient.Answer answer = RawClient.get(server.port(), "/metrics");
    assertEquals(ServedExample.METRICS_TEXT, answer.text());
  }

  private String request() {
    StringBuilder request = new StringBuilder();
    for (int requests = random.nextInt(3); requests >= 0; requests--) {
      request.append(any(METHODS)).append(' ').append(any(PATHS)).append(any(QUERIES));
      request.append(' ').append(any(VERSIONS)).append("\r\n");
      for (int headers = random.nextInt(6); headers > 0; headers--) {
        request.append(any(HEADERS)).append("\r\n");
      }
      request.setLength(request.length() - 2);
      request.append(any(ENDS));
    }
    for (int mutations = random.nextInt(4) - 1; mutations > 0; mutations--) {
      request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
    }
    return request.toString();
  }

  /** The usual value half of the time, so that the unusual ones meet each other rarely enough. */
  private String any(String[] values) {
    return random.nextBoolean() ? values[0] : values[random.nextInt(values.length)];
  }

  private static String exchange(int port, String request) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      in.transferTo(received);
    } catch (SocketException reset) {
      // The server may close before the client has sent everything.
    }
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  private static String because(String request, String received) {
    return "seed " + SEED + "\n" + request + "\n---\n" + received;
  }
}
