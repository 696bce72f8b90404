package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.settings.PushSettings;
import io.github.ecsmetrics.agent.tls.ClientTls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Replaces one group of metrics on a Prometheus Pushgateway.
 *
 * <pre>
 * PUT /metrics/job/nightly/instance/0f9de17a6465404e8b1b2356dc13c2f8 HTTP/1.1
 * Content-Type: text/plain; version=0.0.4; charset=utf-8
 *
 * jvm_threads_current{...} 11.0
 * </pre>
 *
 * <p>A socket instead of client_java's {@code PushGateway}, which uses {@code HttpURLConnection}:
 * the application's proxies, cookies, authenticators and URL handlers cannot reach it, and another
 * thread can end it at any moment. A thread left behind in a native read would delay the JVM's end
 * by another 310 ms.
 */
public final class Pushgateway {
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  /** For each piece of a refusal's reason: it is worth less than the time until the JVM ends. */
  private static final int REASON_MILLIS = 500;

  private final PushSettings settings;
  private volatile Socket inFlight;
  private volatile boolean aborted;

  public Pushgateway(PushSettings settings) {
    this.settings = settings;
  }

  /**
   * Sends the text and returns when the gateway has taken it.
   *
   * @param text exposition in the text format 0.0.4
   * @throws IOException if it has not; the message is a short reason, with the gateway's own in it
   */
  public void put(String job, String instance, byte[] text) throws IOException {
    // NO_PROXY keeps socksProxyHost away as well.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      inFlight = socket;
      if (aborted) throw new SocketException("aborted");
      socket.setSoTimeout(settings.timeoutMillis());
      socket.connect(
          new InetSocketAddress(settings.host(), settings.port()), settings.timeoutMillis());
      exchange(settings.tls() ? ClientTls.over(socket, settings) : socket, job, instance, text);
    }
  }

  /** Ends a push that another thread is in, and every later one. */
  public void abort() {
    aborted = true;
    Socket socket = inFlight;
    if (socket == null) return;
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Then nobody waits for it.
    }
  }

  private void exchange(Socket socket, String job, String instance, byte[] text)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(head(job, instance, text.length).getBytes(StandardCharsets.US_ASCII));
    out.write(text);
    out.flush();
    InputStream in = socket.getInputStream();
    String answer = statusLine(in);
    if (!answer.startsWith("HTTP/1.")) throw new IOException("not an HTTP answer");
    if (answer.charAt(9) == '2') return;
    socket.setSoTimeout(Math.min(REASON_MILLIS, settings.timeoutMillis()));
    String reason = Refusal.reason(in, credentials(), settings.password);
    throw new IOException("HTTP " + answer.substring(9) + (reason.isEmpty() ? "" : ": " + reason));
  }

  private String head(String job, String instance, int length) throws IOException {
    return "PUT "
        + path()
        + "/metrics/job/"
        + segment(job)
        + "/instance/"
        + segment(instance)
        + " HTTP/1.1\r\nHost: "
        + settings.url.getRawAuthority().substring(userInfoLength())
        + "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
        + length
        + authorization()
        + "\r\nConnection: close\r\n\r\n";
  }

  private int userInfoLength() {
    String userInfo = settings.url.getRawUserInfo();
    return userInfo == null ? 0 : userInfo.length() + 1;
  }

  private String path() {
    String path = settings.url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private String authorization() {
    String credentials = credentials();
    return credentials == null ? "" : "\r\nAuthorization: Basic " + credentials;
  }

  private String credentials() {
    if (settings.user == null) return null;
    byte[] pair = (settings.user + ":" + settings.password).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private static String segment(String value) throws IOException {
    return URLEncoder.encode(value, "UTF-8").replace("+", "%20");
  }

  private static String statusLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < STATUS_LINE) {
      int next = in.read();
      if (next < 0) throw new IOException("the connection ended without an answer");
      line.append((char) next);
    }
    return line.toString();
  }
}
