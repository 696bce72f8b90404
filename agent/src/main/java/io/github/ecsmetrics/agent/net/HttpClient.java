package io.github.ecsmetrics.agent.net;

import io.github.ecsmetrics.agent.classes.AgentJar;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends requests to one address, each over a connection of its own and within a deadline.
 *
 * <p>A socket instead of {@code URLConnection} or the JDK's HTTP client: proxy settings, cookie
 * handlers, authenticators and URL handlers of the application cannot reach it, it opens no pool
 * and keeps no connection, another thread can end a request at any moment, and it costs a fifth of
 * the start-up time.
 */
public final class HttpClient {
  private final HttpAddress address;
  private final SSLSocketFactory tls;
  private final int timeoutMillis;
  private volatile Socket inFlight;
  private volatile long deadline;
  private volatile boolean aborted;

  /**
   * @param tls null for clear text
   * @param timeoutMillis for a whole request, from connecting to the last byte; at least 1
   */
  public HttpClient(HttpAddress address, SSLSocketFactory tls, int timeoutMillis) {
    this.address = address;
    this.tls = tls;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Sends a request and reads the head of the response.
   *
   * @param path with the query if there is one; empty counts as {@code /}
   * @param headers complete lines, each with CR and LF at its end; the client adds {@code Host},
   *     {@code Content-Length} and {@code Connection}
   * @param body null for a request without one
   * @return a response that the caller has to close
   * @throws IOException if no response begins in time; {@link RequestFailure} words the reason
   */
  public HttpResponse send(String method, String path, String headers, byte[] body)
      throws IOException {
    deadline = System.nanoTime() + timeoutMillis * 1000000L;
    // NO_PROXY keeps socksProxyHost away as well.
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      inFlight = socket;
      if (aborted) throw new RequestException("unreachable", "aborted", null);
      socket.connect(address.resolve(), DeadlineInput.millisUntil(deadline));
      Socket connected = tls == null ? socket : encrypt(socket);
      send(connected.getOutputStream(), head(method, path, headers, body), body);
      return HttpResponse.read(new DeadlineInput(connected, deadline), socket);
    } catch (IOException failure) {
      close(socket);
      // The jar may have changed while this thread waited.
      AgentJar.check();
      throw RequestFailure.orTimeout(failure, deadline);
    } catch (Throwable failure) {
      close(socket);
      throw failure;
    }
  }

  private Socket encrypt(Socket socket) throws IOException {
    socket.setSoTimeout(DeadlineInput.millisUntil(deadline));
    return TlsHandshake.over(socket, tls, address);
  }

  private String head(String method, String path, String headers, byte[] body) {
    return method
        + ' '
        + (path.isEmpty() ? "/" : path)
        + " HTTP/1.1\r\nHost: "
        + address.authority
        + "\r\n"
        + headers
        + (body == null ? "" : "Content-Length: " + body.length + "\r\n")
        + "Connection: close\r\n\r\n";
  }

  private static void send(OutputStream out, String head, byte[] body) throws IOException {
    // "UTF-8" rather than StandardCharsets, which would load nine more classes before main.
    out.write(head.getBytes("UTF-8"));
    if (body != null) out.write(body);
    out.flush();
  }

  /**
   * Ends the request of another thread whose time is over: no deadline bounds a write to a server
   * that does not read, nor a handshake byte by byte.
   */
  public void abortIfLate() {
    Socket socket = inFlight;
    if (socket != null && System.nanoTime() - deadline > 0) close(socket);
  }

  /** Ends the request that another thread waits for, if any, and each later one. */
  public void abort() {
    aborted = true;
    Socket socket = inFlight;
    if (socket != null) close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Then nobody waits for it.
    }
  }
}
