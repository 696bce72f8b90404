package io.github.ecsmetrics.agent.tls;

import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.TlsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/**
 * The server's side of TLS 1.2 and later. Loaded only if a {@code tls.*} setting is given, since it
 * initializes the JVM's security providers.
 */
public final class ServerTls {
  private static final char[] NO_PASSWORD = {};

  private final SSLContext context;
  private final boolean clientCertificates;

  private ServerTls(SSLContext context, boolean clientCertificates) {
    this.context = context;
    this.clientCertificates = clientCertificates;
    context.getServerSessionContext().setSessionCacheSize(256);
  }

  /**
   * Loads the certificates and keys.
   *
   * @throws InvalidSettingException if a file is missing or damaged, or does not match the others
   */
  public static ServerTls of(TlsSettings settings) throws InvalidSettingException {
    boolean pem = settings.certificate != null || settings.key != null;
    if (pem && settings.keystore != null) {
      throw new InvalidSettingException("tls.keystore is set beside tls.certificate or tls.key");
    }
    if (pem && (settings.certificate == null || settings.key == null)) {
      throw new InvalidSettingException("tls.certificate and tls.key need each other");
    }
    if (!pem && settings.keystore == null) {
      throw new InvalidSettingException("tls.* is set without tls.certificate or tls.keystore");
    }
    char[] password = password(settings.keystorePassword);
    try {
      KeyStore store = pem ? fromPem(settings) : fromKeystore(settings.keystore, password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, pem ? NO_PASSWORD : password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), clients(settings.clientCa), null);
      return new ServerTls(context, settings.clientCa != null);
    } catch (IOException unusable) {
      throw new InvalidSettingException(unusable.getMessage());
    } catch (GeneralSecurityException failure) {
      throw new InvalidSettingException("TLS cannot be set up", failure);
    }
  }

  /** An engine for one connection; TLS 1.2 and later. */
  public SSLEngine newEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    // Wanted and not needed: health checks have no certificate.
    if (clientCertificates) engine.setWantClientAuth(true);
    engine.setEnabledProtocols(modern(engine.getSupportedProtocols()));
    return engine;
  }

  /** Whether a client needs a certificate for anything but the health check. */
  public boolean requiresClientCertificates() {
    return clientCertificates;
  }

  private static String[] modern(String[] supported) {
    List<String> modern = new ArrayList<>();
    for (String protocol : supported) {
      if (protocol.equals("TLSv1.3") || protocol.equals("TLSv1.2")) modern.add(protocol);
    }
    return modern.toArray(new String[0]);
  }

  private static KeyStore fromPem(TlsSettings settings)
      throws InvalidSettingException, GeneralSecurityException, IOException {
    List<X509Certificate> chain = Pem.read("tls.certificate", settings.certificate).certificates();
    PrivateKey key = Pem.read("tls.key", settings.key).privateKey();
    requirePair(key, chain.get(0));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
    return store;
  }

  private static KeyStore fromKeystore(String file, char[] password)
      throws InvalidSettingException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Paths.get(file))) {
      store.load(in, password);
    } catch (IOException | InvalidPathException unreadable) {
      throw new InvalidSettingException("tls.keystore cannot be read", unreadable);
    }
    for (String alias : Collections.list(store.aliases())) {
      Key key = store.isKeyEntry(alias) ? store.getKey(alias, password) : null;
      if (key instanceof PrivateKey) return store;
    }
    throw new InvalidSettingException("tls.keystore has no private key: " + file);
  }

  /** Without this check a key that does not match would fail only at the first handshake. */
  private static void requirePair(PrivateKey key, X509Certificate certificate)
      throws InvalidSettingException, GeneralSecurityException {
    String algorithm = key.getAlgorithm();
    String signing = algorithm;
    if (algorithm.equals("RSA")) signing = "SHA256withRSA";
    if (algorithm.equals("EC")) signing = "SHA256withECDSA";
    if (algorithm.equals("RSASSA-PSS")) return;
    boolean same = algorithm.equals(certificate.getPublicKey().getAlgorithm());
    if (same) {
      Signature signature = Signature.getInstance(signing);
      signature.initSign(key);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      same = signature.verify(signed);
    }
    if (!same) throw new InvalidSettingException("tls.key is not the key of tls.certificate");
  }

  private static TrustManager[] clients(String ca) throws GeneralSecurityException, IOException {
    return ca == null ? new TrustManager[0] : TrustedCertificates.of("tls.client.ca", ca);
  }

  private static char[] password(String given) {
    return given == null ? NO_PASSWORD : given.toCharArray();
  }
}
