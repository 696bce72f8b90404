package io.github.ecsmetrics.agent.http.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.ecsmetrics.agent.CpuLimit;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.tls.KeyPairFiles;
import io.github.ecsmetrics.agent.tls.ServerTls;
import io.github.ecsmetrics.agent.tls.TlsPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JDK's client and somebody between it and the server who cuts, changes, drops and adds bytes,
 * as a list of steps says. Whatever happens, the server reads what the client has encrypted and in
 * its order, or less; sends nothing but TLS records; and receives once a turn.
 */
class TlsTransportFuzzTest {
  private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] RESPONSE = "HTTP/1.1 200 OK\r\n\r\n".repeat(2000).getBytes(US_ASCII);
  private static final int STEPS = 9;

  @TempDir private static Path folder;
  private static ServerTls server;
  private static SSLContext client;

  private MemoryChannel channel;
  private TlsTransport transport;
  private TlsPeer peer;
  private final ByteBuffer buffer = ByteBuffer.allocate(17 * 1024);
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private int responses;

  /** On its way from the client. */
  private byte[] wire;

  private boolean honest;
  private boolean over;

  @BeforeAll
  static void makeKeys() throws Exception {
    KeyPairFiles ec = KeyPairFiles.make(folder, "ec", "EC");
    server = ServerTls.of(Settings.parse(ec.settings()).server.tls);
    client = ec.client(null);
  }

  static Stream<byte[]> steps() {
    Stream<String> chosen =
        Stream.of(
            // Handshake and request as they should be, in TLS 1.2 and 1.3; the same by the byte.
            "00" + "0000" + "0000" + "0500" + "0000" + "0800" + "0700",
            "01" + "0000" + "0000" + "0500" + "0000" + "0800" + "0700",
            "00" + "0100" + "0100" + "0500" + "0100" + "0800",
            "01" + "0100" + "0100" + "0500" + "0100" + "0800",
            // A renegotiation (TLS 1.2) and key updates (TLS 1.3).
            "00" + "0000" + "0000" + "0600" + "0000" + "0500" + "0000",
            "01" + "0000" + "0000" + "0600" + "0500" + "0600" + "0000" + "0500" + "0000" + "0800",
            // A response before the handshake, as after a failure in it, and one in the middle.
            "00" + "0800",
            "01" + "0800" + "0000",
            "00" + "0000" + "0800" + "0000",
            // A changed record, a lost one, and bytes before a record.
            "01" + "0000" + "0000" + "0500" + "0209" + "0000",
            "01" + "0000" + "0000" + "0500" + "0305" + "0000",
            "01" + "0000" + "0000" + "0405" + "1703037fff" + "0500" + "0000",
            // A record of twice the size that is allowed, and clear text.
            "00" + "0405" + "1603037fff" + "04ff" + "41".repeat(255),
            "00" + "0410" + "474554202f20485454502f312e310d0a");
    Stream<byte[]> random =
        IntStream.range(0, 100)
            .mapToObj(
                seed -> {
                  byte[] steps = new byte[40];
                  new Random(seed).nextBytes(steps);
                  return steps;
                });
    return Stream.concat(chosen.map(HexFormat.of()::parseHex), random);
  }

  @MethodSource("steps")
  @FuzzTest
  void serverReadsWhatTheClientEncryptedOrLess(byte[] steps) throws Exception {
    if (steps.length == 0) return;
    CpuLimit limit = new CpuLimit();
    begin(steps[0]);
    for (int at = 1; at + 1 < steps.length && !over; at += 2) {
      int argument = steps[at + 1] & 0xff;
      byte[] rest = Arrays.copyOfRange(steps, at + 2, steps.length);
      at += step((steps[at] & 0xff) % STEPS, argument, rest);
    }
    if (!over) deliver(Integer.MAX_VALUE);
    channel.piece = Integer.MAX_VALUE;
    transport.close();
    output.writeBytes(channel.sent());
    assertRecords(output.toByteArray());
    limit.check();
    if (!honest || over) return;
    assertArrayEquals(sent.toByteArray(), read.toByteArray());
    if (responses > 0) assertEquals(responses * RESPONSE.length, peer.plaintext().length);
  }

  private void begin(int first) throws SSLException {
    channel = new MemoryChannel();
    transport = new TlsTransport(channel, server.newEngine(), false);
    peer = new TlsPeer(client, (first & 1) == 0 ? "TLSv1.2" : "TLSv1.3");
    wire = peer.beginHandshake().send();
    sent.reset();
    read.reset();
    output.reset();
    responses = 0;
    honest = true;
    over = false;
  }

  /** One step; returns how many of the following bytes it has used up. */
  private int step(int kind, int argument, byte[] rest) throws IOException {
    int at = Math.min(argument, wire.length);
    switch (kind) {
      case 0:
        deliver(Integer.MAX_VALUE);
        return 0;
      case 1:
        deliver(argument + 1);
        return 0;
      case 2:
        honest &= wire.length == 0;
        if (wire.length > 0) wire[argument % wire.length] ^= (byte) (1 << argument % 8);
        return 0;
      case 3:
        honest &= at == 0;
        wire = Arrays.copyOfRange(wire, at, wire.length);
        return 0;
      case 4:
        int added = Math.min(argument, rest.length);
        honest &= added == 0;
        wire = join(Arrays.copyOf(rest, added), wire);
        return added;
      case 5:
        if (peer.isHandshaking()) return 0;
        wire = join(wire, peer.send(REQUEST));
        sent.writeBytes(REQUEST);
        return 0;
      case 6:
        peer.beginHandshake();
        wire = join(wire, peer.send());
        honest = false;
        return 0;
      case 7:
        deliver(Integer.MAX_VALUE);
        if (argument % 2 == 0) wire = join(wire, peer.sendCloseNotify());
        else channel.end();
        deliver(Integer.MAX_VALUE);
        over = true;
        return 0;
      default:
        respond();
        return 0;
    }
  }

  /** Sends all that is on its way in such pieces, and takes to the client what comes back. */
  private void deliver(int piece) throws IOException {
    channel.piece = piece;
    for (int turns = 0; !over && turns < 20 && (turns == 0 || wire.length > 0); turns++) {
      channel.send(wire);
      wire = new byte[0];
      do readAll();
      while (!over && (channel.available() > 0 || transport.wantsToWrite()));
      wire = receive();
    }
  }

  private void readAll() {
    try {
      int result = 1;
      while (result > 0) {
        buffer.clear();
        channel.reads = 0;
        result = transport.read(buffer);
        assertTrue(channel.reads <= 1, channel.reads + " reads");
        read.write(buffer.array(), 0, buffer.position());
      }
      over |= result < 0;
    } catch (IOException refused) {
      over = true;
    }
    byte[] bytes = read.toByteArray();
    byte[] expected = Arrays.copyOf(sent.toByteArray(), bytes.length);
    assertArrayEquals(expected, bytes, "more than the client has sent, or something else");
  }

  private void respond() {
    ByteBuffer response = ByteBuffer.wrap(RESPONSE);
    try {
      while (!transport.write(response)) channel.piece = Math.max(channel.piece, 100);
      responses++;
    } catch (IOException refused) {
      over = true;
    }
  }

  private byte[] receive() throws IOException {
    byte[] records = channel.sent();
    output.writeBytes(records);
    try {
      peer.receive(records, records.length);
      return peer.send();
    } catch (SSLException alert) {
      assertTrue(!honest || over, alert.toString());
      over = true;
      return new byte[0];
    }
  }

  private static void assertRecords(byte[] bytes) {
    for (byte[] record : TlsPeer.records(bytes)) {
      String hex = HexFormat.of().formatHex(record);
      assertTrue(hex.matches("1[4-7]03[0-4].*"), hex);
      assertTrue(record.length <= 5 + 16_384 + 2048, record.length + " bytes");
      assertEquals(1, TlsPeer.records(record).size());
      assertEquals(record.length - 5, (record[3] & 0xff) << 8 | record[4] & 0xff, hex);
    }
  }

  private static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
