package io.github.ecsmetrics.it.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which addresses answer.
 *
 * <p>Seen elsewhere: {@code [::]} with {@code preferIPv4Stack} killed the JVM
 * (prometheus/jmx_exporter#526).
 */
class AddressesIT {
  @ParameterizedTest
  @CsvSource({
    "'',          false, true,  true",
    "'',          true,  true,  false",
    "127.0.0.1,   false, true,  false",
    "127.0.0.1,   true,  true,  false",
    "0.0.0.0,     true,  true,  false",
    "::1,         false, false, true",
    "[::1],       false, false, true",
    "localhost,   true,  true,  false"
  })
  void serverListensOnTheConfiguredAddress(
      String host, boolean ipv4Only, boolean ipv4, boolean ipv6) throws Exception {
    Assumptions.assumeTrue(!ipv6 || hasIpv6(), "no IPv6 on this machine");
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class)
            .property("java.net.preferIPv4Stack", String.valueOf(ipv4Only))
            .agent(host.isEmpty() ? "debug=false" : "host=" + host)
            .start()) {
      String open = ipv4 ? "127.0.0.1" : "::1";
      jvm.await(() -> answers(open, jvm.port()), open + " answers");
      assertEquals(ipv4, answers("127.0.0.1", jvm.port()));
      if (hasIpv6()) assertEquals(ipv6, answers("::1", jvm.port()));
    }
  }

  @Test
  void addressThatThisJvmCannotHaveIsReportedOnce() throws Exception {
    try (RunningJvm jvm =
        JvmCommand.of(Waiting.class)
            .property("java.net.preferIPv4Stack", "true")
            .agent("host=::1")
            .start()) {
      jvm.awaitStderr("cannot listen on ::1 port " + jvm.port());
      assertEquals(0, jvm.endInput().exitCode());
      assertTrue(jvm.stderr().lines().count() <= 2, jvm.stderr());
    }
  }

  private static boolean hasIpv6() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .anyMatch(address -> address.getHostAddress().startsWith("0:0:0:0:0:0:0:1"));
  }

  private static boolean answers(String address, int port) {
    try (Socket socket = new Socket(InetAddress.getByName(address), port)) {
      socket.getOutputStream().write("GET /-/healthy HTTP/1.0\r\n\r\n".getBytes());
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith("HTTP/1.1 200 ");
    } catch (IOException e) {
      return false;
    }
  }
}
