package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients that stall in the handshake, or begin one after the other.
 *
 * <p>Seen elsewhere: a client that stalls in its handshake blocked every scrape
 * (prometheus/client_java#2284).
 */
class TlsHandshakesTest {
  @RegisterExtension static final TlsExample tls = new TlsExample();

  @Test
  void stalledHandshakesKeepNobodyWaiting() throws Exception {
    byte[] hello = tls.peer("TLSv1.3").beginHandshake().send();
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        stalled.add(tls.socket());
        stalled.get(i).getOutputStream().write(hello, 0, hello.length - i % 2);
      }
      // They are cut after ten seconds.
      for (int i = 0; i < 3; i++) tls.assertServedWithin(Duration.ofSeconds(8));
    } finally {
      for (Socket socket : stalled) socket.close();
    }
  }

  /** Counts instead of measuring time, since the clients keep the machine busy. */
  @Test
  void handshakesOfManyClientsDoNotStarveAScrape() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicInteger handshakes = new AtomicInteger();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      clients.add(CompletableFuture.runAsync(() -> shakeHands(enough, handshakes)));
    }
    while (handshakes.get() < 8) Thread.sleep(1);
    for (int i = 0; i < 5; i++) {
      int before = handshakes.get();
      tls.assertOthersAreServed();
      int meanwhile = handshakes.get() - before;
      assertTrue(meanwhile < 500, meanwhile + " handshakes during a scrape");
    }
    enough.set(true);
    for (CompletableFuture<Void> client : clients) client.join();
  }

  private void shakeHands(AtomicBoolean enough, AtomicInteger handshakes) {
    while (!enough.get()) {
      try {
        tls.connect("TLSv1.3").close();
        handshakes.incrementAndGet();
      } catch (IOException evicted) {
        // By one of the others.
      }
    }
  }

  /** One more byte does not begin another ten seconds. */
  @Test
  void slowHandshakeIsCutAfterTenSeconds() throws Exception {
    byte[] hello = tls.peer("TLSv1.3").beginHandshake().send();
    try (Socket slow = tls.socket()) {
      long start = System.nanoTime();
      slow.setSoTimeout(1_000);
      boolean cut = false;
      for (int i = 0; i < 30 && !cut; i++) {
        try {
          slow.getOutputStream().write(hello[i]);
          cut = slow.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
          // For another second.
        } catch (SocketException reset) {
          cut = true;
        }
      }
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
      assertTrue(cut && seconds >= 9 && seconds < 20, cut + " after " + seconds + " s");
    }
  }
}
