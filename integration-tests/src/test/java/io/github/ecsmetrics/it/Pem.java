package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

/** A certificate for 127.0.0.1 and its key, made by openssl; the test is skipped without it. */
public record Pem(Path certificate, Path key) {
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
}
