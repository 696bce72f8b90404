package io.github.ecsmetrics.agent.tls;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.settings.TlsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTlsTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void makeFiles() throws Exception {
    KeyPairFiles.make(folder, "rsa", "RSA");
    KeyPairFiles.make(folder, "ec", "EC");
    KeyPairFiles.make(folder, "ec2", "EC");
    write("empty", "");
    write("pkcs1", "-----BEGIN RSA PRIVATE KEY-----");
    write("cut", "-----BEGIN PRIVATE KEY-----\nMII");
    write("damaged", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls.certificate=/rsa.crt | tls.certificate and tls.key need each other",
        "tls.key=/rsa.key | tls.certificate and tls.key need each other",
        "tls.certificate=/rsa.crt,tls.key=/ec.key | tls.key is not the key of tls.certificate",
        "tls.certificate=/ec.crt,tls.key=/ec2.key | tls.key is not the key of tls.certificate",
        "tls.certificate=/none,tls.key=/rsa.key | tls.certificate cannot be read",
        "tls.certificate=/empty,tls.key=/rsa.key | tls.certificate has no PEM certificate",
        "tls.certificate=/damaged,tls.key=/rsa.key | tls.certificate has a damaged certificate",
        "tls.certificate=/rsa.crt,tls.key=/empty | tls.key has no PEM private key; convert it:"
            + " openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.p8",
        "tls.certificate=/rsa.crt,tls.key=/pkcs1 | tls.key is not plain PKCS#8; convert it",
        "tls.certificate=/rsa.crt,tls.key=/cut | tls.key is cut: no -----END PRIVATE KEY-----",
        "tls.certificate=/rsa.crt,tls.key=/rsa.key,tls.client.ca=/empty"
            + "| tls.client.ca has no PEM certificate",
        "tls.client.ca=/empty | tls.* is set without tls.certificate or tls.keystore",
        "tls.keystore=/none | tls.keystore cannot be read",
        "tls.keystore=/rsa.p12,tls.keystore.password=wrong | tls.keystore cannot be read",
        "tls.certificate=/rsa.crt,tls.key=/rsa.key,tls.keystore=/rsa.p12"
            + "| tls.keystore is set beside tls.certificate or tls.key"
      })
  void wrongMaterialIsNamed(String settings, String message) {
    TlsSettings tls = Settings.parse(settings.replace("=/", "=" + folder + "/")).server.tls;
    InvalidSettingException wrong =
        assertThrows(InvalidSettingException.class, () -> ServerTls.of(tls));
    assertTrue(wrong.getMessage().startsWith(message), wrong.getMessage());
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
