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
 * Requests {@code /-/healthy} from a server on this host that has the same settings.
 *
 * <p>The request is in clear text even if the server uses TLS. Such a server responds with an alert
 * (RFC 8446, section 6), which proves as much: the port is open, and the thread that serves health
 * checks works. A handshake would cost the client 2 s at a quarter of a CPU, mostly to load
 * classes.
 */
public final class HealthProbe {
  /** Limit for the connection, and then for each read. */
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
   * Returns if the server is healthy.
   *
   * @throws IOException if it is not; the message is for people
   */
  public void ask() throws IOException {
    // NO_PROXY also ignores socksProxyHost.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(new InetSocketAddress(address(), server.port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      judge(firstBytes(socket.getInputStream()));
    }
  }

  private void judge(String answer) throws IOException {
    if (answer.startsWith(TLS_ALERT)) {
      if (server.tls == null)
        throw new IOException("the server uses TLS; give this check the same tls.* settings");
      return;
    }
    if (answer.isEmpty()) throw new IOException("the connection was closed without a response");
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

  /** The loopback address if the server listens on all, {@code 0.0.0.0} or {@code ::}. */
  private InetAddress address() throws IOException {
    if (server.host == null) return InetAddress.getLoopbackAddress();
    InetAddress address = InetAddress.getByName(server.host);
    return address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
  }

  /** The server's address, for messages. */
  @Override
  public String toString() {
    return (server.host == null ? "" : server.host + " ") + "port " + server.port;
  }
}
