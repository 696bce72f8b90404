package io.github.ecsmetrics.agent.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A client that goes on with its handshake, a byte a second. */
@Execution(ExecutionMode.CONCURRENT)
class TlsSlowHandshakeTest {
  @RegisterExtension static final TlsExample tls = new TlsExample();

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
