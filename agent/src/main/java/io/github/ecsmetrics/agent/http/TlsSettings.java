package io.github.ecsmetrics.agent.http;

/** The {@code tls.*} settings as given; each may be null. */
final class TlsSettings {
  final String certificate;
  final String key;
  final String keystore;
  final String keystorePassword;
  final String clientCa;

  TlsSettings(
      String certificate, String key, String keystore, String keystorePassword, String clientCa) {
    this.certificate = certificate;
    this.key = key;
    this.keystore = keystore;
    this.keystorePassword = keystorePassword;
    this.clientCa = clientCa;
  }
}
