package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPauseTest {
  private final RetryPause pause = new RetryPause();

  @BeforeEach
  void begin() {
    pause.begin();
  }

  @Test
  void receiverSaysHowLong() {
    long start = System.nanoTime();
    assertTrue(pause.await("1", start + TimeUnit.SECONDS.toNanos(5)));
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(990));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "60",
        "99999999999999",
        "Thu, 26 Nov 2099 03:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void timeBeyondTheEndIsNotWaitedFor(String retryAfter) {
    long start = System.nanoTime();
    assertFalse(pause.await(retryAfter, start + TimeUnit.SECONDS.toNanos(5)));
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
  }

  /** A receiver can make a pause longer, not shorter: the first one is 0.5 to 1 s. */
  @ParameterizedTest
  @ValueSource(strings = {"0", "-9223372036854775808", "Sun, 06 Nov 1994 08:49:37 GMT"})
  void askedForNoPauseTheAgentStillMakesOne(String retryAfter) {
    long start = System.nanoTime();
    assertTrue(pause.await(retryAfter, start + TimeUnit.SECONDS.toNanos(60)));
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(490));
    assertFalse(pause.isAskedFor());
  }

  @Test
  void pauseThatIsAskedForLastsBeyondThePush() {
    assertFalse(pause.await("60", System.nanoTime() + TimeUnit.SECONDS.toNanos(1)));
    assertTrue(pause.isAskedFor());
  }

  /** The first of these pauses is 0.5 to 1 s, the second 1 to 2 s. */
  @Test
  void withoutAWordOfTheReceiverPausesGrow() {
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(60);
    assertTrue(pause.await("soon", end));
    assertTrue(pause.await(null, end));
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis >= 1_490 && millis < 20_000, millis + " ms");
  }

  @Test
  void endOfThePushEndsThePause() throws Exception {
    CompletableFuture<Boolean> again = new CompletableFuture<>();
    new Thread(() -> again.complete(pause.await("30", System.nanoTime() + 60_000_000_000L)))
        .start();
    pause.endForGood();
    assertEquals(false, again.get(10, TimeUnit.SECONDS));
    pause.begin();
    assertFalse(pause.await("30", System.nanoTime() + 60_000_000_000L));
  }
}
