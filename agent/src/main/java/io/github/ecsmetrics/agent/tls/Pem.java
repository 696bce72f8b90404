package io.github.ecsmetrics.agent.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A file of PEM blocks (RFC 7468). Text between the blocks is ignored.
 *
 * <pre>
 * -----BEGIN CERTIFICATE-----
 * MIIBszCCAVmgAwIBAgIU...
 * -----END CERTIFICATE-----
 * </pre>
 */
public final class Pem {
  private static final String[] KEY_ALGORITHMS = {"RSA", "EC", "EdDSA", "RSASSA-PSS"};

  private final String setting;
  private final String text;

  private Pem(String setting, String text) {
    this.setting = setting;
    this.text = text;
  }

  /**
   * Reads the file.
   *
   * @param setting the setting that names the file, for messages
   * @throws IOException if it cannot be read; the message is for people, here and below
   */
  public static Pem read(String setting, String file) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(Paths.get(file));
      return new Pem(setting, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException | InvalidPathException unreadable) {
      throw because(setting + " cannot be read", unreadable);
    }
  }

  /** The certificates in their order, at least one. */
  public List<X509Certificate> certificates() throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] block : blocks("CERTIFICATE")) {
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
      }
    } catch (GeneralSecurityException damaged) {
      throw because(setting + " has a damaged certificate", damaged);
    }
    if (certificates.isEmpty()) {
      throw new IOException(setting + " has no PEM certificate");
    }
    return certificates;
  }

  /** The private key, which must be plain PKCS #8. */
  public PrivateKey privateKey() throws IOException {
    List<byte[]> keys = blocks("PRIVATE KEY");
    if (keys.isEmpty()) {
      boolean other = text.contains("PRIVATE KEY-----");
      throw new IOException(
          setting
              + (other ? " is not plain PKCS#8" : " has no PEM private key")
              + "; convert it: openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.p8");
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(keys.get(0));
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException notOfThatKind) {
        // The next one may fit.
      }
    }
    throw new IOException(setting + " has a private key of an unknown kind");
  }

  private List<byte[]> blocks(String label) throws IOException {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) {
      int stop = text.indexOf(end, at);
      if (stop < 0) throw new IOException(setting + " is cut: no " + end);
      try {
        blocks.add(Base64.getMimeDecoder().decode(text.substring(at + begin.length(), stop)));
      } catch (IllegalArgumentException damaged) {
        throw because(setting + " is damaged", damaged);
      }
    }
    return blocks;
  }

  private static IOException because(String message, Exception cause) {
    return new IOException(message + " (" + cause + ")", cause);
  }
}
