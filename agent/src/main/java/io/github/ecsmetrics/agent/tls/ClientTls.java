package io.github.ecsmetrics.agent.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The client's side of TLS. Loaded only for an {@code https} address. */
public final class ClientTls {
  private ClientTls() {}

  /**
   * A factory of sockets that trust only the certificates in a PEM file, or those that the JVM
   * trusts.
   *
   * @param setting the setting that names the file, for messages
   * @param ca the file; null for the JVM's own trusted certificates
   * @throws IOException if the file cannot be used; the message is for people
   */
  public static SSLSocketFactory trusting(String setting, String ca) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ca == null ? null : TrustedCertificates.of(setting, ca), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException failure) {
      throw new IOException("TLS cannot be set up (" + failure + ")", failure);
    }
  }
}
