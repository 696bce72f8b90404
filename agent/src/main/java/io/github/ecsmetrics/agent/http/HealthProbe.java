package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.settings.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Asks a server of the same host and the same settings for {@code /-/healthy}.
 *
 * <p>It asks in clear text even if the server speaks TLS, which then answers with an alert (RFC
 * 8446, section 6). That says as much: the port is open and the thread that answers health checks
 * answers. A handshake costs the client 2 s at a quarter of a CPU, most of it to load classes.
 */
public final class HealthProbe {
  /** To connect, and then for each piece of the answer. */
  public static final int TIMEOUT_MILLIS = 3_000;

  private static final byte[] REQUEST =
      ("GET " + Routes.HEALTHY + " HTTP/1.0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_LINE = "HTTP/1.1 200".length();

  /** The type of a record that holds an alert, and the first half of any TLS version. */
  private static final String TLS_ALERT = "\u0015\u0003";

  private final ServerSettings server;

  public HealthProbe(ServerSettings server) {
    this.server = server;
  }

  /**
   * Returns if the server answers as a healthy one.
   *
   * @throws IOException if it does not; the message is for a person
   */
  public void ask() throws IOException {
    // NO_PROXY keeps socksProxyHost away as well.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address(), server.port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      judge(firstBytes(socket.getInputStream()));
    }
  }

  private void judge(String answer) throws IOException {
    if (answer.startsWith(TLS_ALERT)) {
      if (server.tls == null) throw new IOException("it speaks TLS; give this check tls.*, too");
      return;
    }
    if (answer.isEmpty()) throw new IOException("the connection ended without an answer");
    if (!answer.startsWith("HTTP/1.")) throw new IOException("not an HTTP answer");
    if (!answer.endsWith(" 200")) throw new IOException(answer);
  }

  private static String firstBytes(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      answer.append((char) next);
      if (answer.length() == STATUS_LINE) break;
    }
    return answer.toString();
  }

  /** Who listens on all addresses, {@code 0.0.0.0} or {@code ::}, is asked on the loopback one. */
  private InetAddress address() throws IOException {
    if (server.host == null) return InetAddress.getLoopbackAddress();
    InetAddress address = InetAddress.getByName(server.host);
    return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
  }

  /** What is asked, for a message. */
  @Override
  public String toString() {
    return (server.host == null ? "" : server.host + " ") + "port " + server.port;
  }
}
