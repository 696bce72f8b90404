package io.github.ecsmetrics.agent.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1 with its key, as PKCS#12 and as PEM files. */
public final class KeyPairFiles {
  public static final String PASSWORD = "changeit";

  public final Path keystore;
  public final Path certificate;
  public final Path key;

  private KeyPairFiles(Path folder, String name) {
    keystore = folder.resolve(name + ".p12");
    certificate = folder.resolve(name + ".crt");
    key = folder.resolve(name + ".key");
  }

  public static KeyPairFiles make(Path folder, String name, String algorithm) throws Exception {
    KeyPairFiles files = new KeyPairFiles(folder, name);
    ProcessBuilder keytool =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            algorithm,
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            files.keystore.toString(),
            "-storepass",
            PASSWORD);
    Process process = keytool.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    KeyStore store = files.load();
    writePem(files.certificate, "CERTIFICATE", store.getCertificate(name).getEncoded());
    byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
    writePem(files.key, "PRIVATE KEY", key);
    return files;
  }

  /** The settings of a server that shows this one, as in the agent argument. */
  public String settings() {
    return "tls.certificate=" + certificate + ",tls.key=" + key;
  }

  /** What a client needs that trusts this one and shows, unless null, the other. */
  public SSLContext client(KeyPairFiles identity) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    KeyStore own = load();
    trusted.setCertificateEntry("server", own.getCertificate(own.aliases().nextElement()));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    return context(identity == null ? null : identity.load(), trust.getTrustManagers());
  }

  /** What a server needs that shows this one. */
  public SSLContext server() throws Exception {
    return context(load(), null);
  }

  private static SSLContext context(KeyStore identity, TrustManager[] trust) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(identity, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust, null);
    return context;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void writePem(Path file, String label, byte[] der) throws IOException {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String block = "-----BEGIN %s-----%n%s%n-----END %1$s-----%n".formatted(label, base64);
    Files.writeString(file, "subject=a line that openssl writes\n" + block);
  }
}
