package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A certificate for 127.0.0.1 and its key, made by openssl; the test is skipped without it. */
public record Pem(Path certificate, Path key) {
  private static final String PASSWORD = "changeit";

  public static Pem selfSigned(Path folder, String name) throws Exception {
    Pem pem = new Pem(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
    Finished openssl =
        JvmCommand.tool(Program.onPath("openssl"))
            .arguments("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
            .arguments("-subj", "/CN=" + name, "-addext", "subjectAltName=IP:127.0.0.1")
            .arguments("-out", pem.certificate.toString(), "-keyout", pem.key.toString())
            .run();
    assertEquals(0, openssl.exitCode(), openssl.stderr());
    return pem;
  }

  /** Sockets of a server that has them. */
  public SSLSocketFactory serverSockets() throws Exception {
    Path store = certificate.resolveSibling(certificate.getFileName() + ".p12");
    Finished openssl =
        JvmCommand.tool(Program.onPath("openssl"))
            .arguments("pkcs12", "-export", "-passout", "pass:" + PASSWORD)
            .arguments("-in", certificate.toString(), "-inkey", key.toString())
            .arguments("-out", store.toString())
            .run();
    assertEquals(0, openssl.exitCode(), openssl.stderr());
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }
}
