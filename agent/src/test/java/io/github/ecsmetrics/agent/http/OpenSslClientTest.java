package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another implementation of TLS, which can do what the JDK's client does not offer. */
class OpenSslClientTest {
  private static final String LAST = "GET /metrics HTTP/1.1\nHost: a\nConnection: close\n\n";

  @TempDir private static Path folder;
  private static KeyPairFiles keys;
  private static KeyPairFiles client;

  @RegisterExtension final ServedExample served = new ServedExample();

  @BeforeAll
  static void makeKeys() throws Exception {
    Assumptions.assumeTrue(isInstalled(), "no openssl on the path");
    keys = KeyPairFiles.make(folder, "rsa", "RSA");
    client = KeyPairFiles.make(folder, "client", "EC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1_3",
        "-tls1_2",
        "-tls1_3 -groups P-521",
        "-tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384",
        "-tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256",
        "-tls1_2 -sigalgs RSA-PSS+SHA256",
        "-tls1_2 -no_ticket",
        "-tls1_3 -maxfraglen 512",
        "-tls1_3 -split_send_frag 16"
      })
  void metricsAreServed(String options) throws Exception {
    String output = ask(served.serve(keys.settings()), options, LAST);
    assertTrue(output.contains(ServedExample.METRICS_TEXT), output);
    assertTrue(output.contains("Verify return code: 0 (ok)"), output);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-tls1_1 -cipher ALL@SECLEVEL=0",
        "-tls1_2 -cipher NULL@SECLEVEL=0",
        "-no_tls1_3 -no_tls1_2"
      })
  void weakEncryptionIsRefused(String options) throws Exception {
    assertFalse(ask(served.serve(keys.settings()), options, LAST).contains("HTTP/1.1"));
  }

  /** A line {@code k} or {@code K} has it update its keys, and with {@code K} ask for ours. */
  @ParameterizedTest
  @ValueSource(strings = {"k\n", "K\n", "K\nk\nK\nK\n"})
  void keyUpdatesChangeNothing(String updates) throws Exception {
    String output = ask(served.serve(keys.settings()), "-tls1_3", updates + LAST);
    assertEquals(2, output.split("HTTP/1.1 200 OK", -1).length, output);
  }

  /** A line {@code R} has it renegotiate. */
  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_2 -legacy_renegotiation"})
  void renegotiationEndsTheConnection(String options) throws Exception {
    String output = ask(served.serve(keys.settings()), options, "R\n" + LAST);
    assertTrue(output.contains("RENEGOTIATING"), output);
    assertFalse(output.contains("HTTP/1.1"), output);
  }

  /** With tickets (TLS 1.3, or 1.2 if the JDK has them) and with session IDs. */
  @ParameterizedTest
  @CsvSource({
    "-tls1_3, false", "-tls1_2, false", "-tls1_2 -no_ticket, false",
    "-tls1_3, true", "-tls1_2, true", "-tls1_2 -no_ticket, true"
  })
  void resumedSessionIsAsTrustedAsItsFirst(String options, boolean certificate) throws Exception {
    MetricsServer server = served.serve(keys.settings() + ",tls.client.ca=" + client.certificate);
    Path session = folder.resolve("session");
    String shown = certificate ? " -cert " + client.certificate + " -key " + client.key : "";
    String status = certificate ? "HTTP/1.1 200 OK" : "HTTP/1.1 403 Forbidden";
    String first = ask(server, options + shown + " -sess_out " + session, LAST);
    assertTrue(first.contains(status), first);
    String second = ask(server, options + " -sess_in " + session, LAST);
    assertTrue(second.contains("Reused, "), second);
    assertTrue(second.contains(status), second);
  }

  /** The output of {@code openssl s_client} for such an input. */
  private static String ask(MetricsServer server, String options, String input) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-crlf"));
    command.addAll(List.of("-connect", "127.0.0.1:" + server.port()));
    command.addAll(List.of("-CAfile", keys.certificate.toString()));
    command.addAll(List.of(options.split(" ")));
    Path output = Files.createTempFile(folder, "s_client", "");
    Process openssl =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try (OutputStream in = openssl.getOutputStream()) {
      while (openssl.isAlive() && !text(output).contains("Verify return code")) Thread.sleep(10);
      for (String line : input.split("(?<=\n)")) {
        in.write(line.getBytes(StandardCharsets.US_ASCII));
        in.flush();
        // It takes a letter for a command only if it reads nothing else with it.
        if (line.length() == 2) Thread.sleep(200);
      }
      openssl.waitFor(10, TimeUnit.SECONDS);
    } catch (IOException ended) {
      // Its output shows why.
    }
    assertTrue(openssl.waitFor(20, TimeUnit.SECONDS), "s_client goes on");
    return text(output);
  }

  private static String text(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
  }

  private static boolean isInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
