package io.github.ecsmetrics.agent.settings;

/** The {@code tls.*} settings as given. */
public final class TlsSettings {
  public final String certificate;
  public final String key;
  public final String keystore;
  public final String keystorePassword;
  public final String clientCa;

  /**
   * Each may be null.
   *
   * @param certificate PEM file: the server's certificate, then those between it and its root
   * @param key PEM file: its private key, PKCS#8
   * @param keystore PKCS#12 file, instead of both
   * @param keystorePassword of that file
   * @param clientCa PEM file: who signs the clients' certificates, which are demanded then
   */
  public TlsSettings(
      String certificate, String key, String keystore, String keystorePassword, String clientCa) {
    this.certificate = certificate;
    this.key = key;
    this.keystore = keystore;
    this.keystorePassword = keystorePassword;
    this.clientCa = clientCa;
  }
}
