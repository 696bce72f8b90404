package io.github.ecsmetrics.agent.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** The client's side of TLS. Loaded only for an {@code https} address. */
public final class ClientTls {
  private ClientTls() {}

  /**
   * Makes sockets that trust the authorities of a PEM file, or those that the JVM trusts.
   *
   * @param setting that names the file, for a message
   * @param ca null for those that the JVM trusts
   * @throws IOException if the file cannot be used; the message is for a person
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
