package io.github.ecsmetrics.agent.net;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The client's handshake; separate so that TLS loads only for an {@code https} address. */
final class TlsHandshake {
  private TlsHandshake() {}

  /** Encrypts a connected socket to a server that proves its host name. */
  static Socket over(Socket socket, SSLSocketFactory factory, HttpAddress address)
      throws IOException {
    SSLSocket encrypted =
        (SSLSocket) factory.createSocket(socket, address.host(), address.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }
}
