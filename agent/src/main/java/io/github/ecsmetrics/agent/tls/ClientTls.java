package io.github.ecsmetrics.agent.tls;

import io.github.ecsmetrics.agent.settings.PushSettings;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The client's side of TLS; loaded for an {@code https} address only. */
public final class ClientTls {
  private ClientTls() {}

  /** Encrypts what goes over the connected socket, to a server that proves its host name. */
  public static Socket over(Socket socket, PushSettings settings) throws IOException {
    SSLSocketFactory factory = context(settings.ca).getSocketFactory();
    SSLSocket encrypted =
        (SSLSocket) factory.createSocket(socket, settings.host(), settings.port(), true);
    SSLParameters parameters = encrypted.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    encrypted.setSSLParameters(parameters);
    encrypted.startHandshake();
    return encrypted;
  }

  private static SSLContext context(String ca) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ca == null ? null : TrustedCertificates.of("push.tls.ca", ca), null);
      return context;
    } catch (GeneralSecurityException failure) {
      throw new IOException("TLS cannot be set up (" + failure + ")", failure);
    }
  }
}
