package io.github.ecsmetrics.agent.settings;

/**
 * The {@code tls.*} settings: the server's certificate, and its clients'. Each value may be null;
 * the server refuses to start with half of them.
 */
public final class TlsSettings {
  /** PEM file with the server's certificate, then those between it and its root. */
  public final String certificate;

  /** PEM file with the private key of that certificate, PKCS#8. */
  public final String key;

  /** PKCS#12 file in place of both. */
  public final String keystore;

  public final String keystorePassword;

  /** PEM file with the authority that signs the clients' certificates, which are then required. */
  public final String clientCa;

  private TlsSettings(SettingReader settings) {
    certificate = settings.text("tls.certificate");
    key = settings.text("tls.key");
    keystore = settings.text("tls.keystore");
    keystorePassword = settings.text("tls.keystore.password");
    clientCa = settings.text("tls.client.ca");
  }

  static TlsSettings from(SettingReader settings) {
    return new TlsSettings(settings);
  }
}
