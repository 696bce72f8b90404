package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StderrWriterTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Test
  void textIsWrittenWhenTheCallReturns() {
    StderrWriter writer = new StderrWriter(new PrintStream(written), "[a] ");
    writer.write("one");
    assertEquals(lines("one"), written.toString());
    writer.write("two");
    assertEquals(lines("one", "two"), written.toString());
  }

  @Test
  void interruptedCallerStaysInterruptedAndLosesNothing() throws Exception {
    StderrWriter writer = new StderrWriter(new PrintStream(written), "[a] ");
    Thread.currentThread().interrupt();
    writer.write("one");
    assertTrue(Thread.interrupted());
    writer.write("two");
    assertEquals(lines("one", "two"), written.toString());
  }

  @Test
  void streamThatBlocksHoldsACallerOnceAndLosesOnlyWhatPassesTheBound() throws Exception {
    Blocking stream = new Blocking();
    StderrWriter writer = new StderrWriter(new PrintStream(stream, true), "[a] ");
    long start = System.nanoTime();
    for (int i = 0; i < StderrWriter.MAX_WAITING + 51; i++) writer.write("line " + i);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 2_000, millis + " ms");

    stream.read.countDown();
    StringBuilder expected = new StringBuilder();
    // The first left the queue before it got stuck.
    for (int i = 0; i < StderrWriter.MAX_WAITING + 1; i++) expected.append(lines("line " + i));
    expected.append(lines("[a] 50 lines are missing here, because nobody read stderr"));
    expected.append(lines("last"));
    while (!written.toString().contains("missing")) Thread.onSpinWait();
    writer.write("last");
    assertEquals(expected.toString(), written.toString());
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  /** Writes nothing before somebody reads. */
  private final class Blocking extends OutputStream {
    private final CountDownLatch read = new CountDownLatch(1);

    @Override
    public void write(int one) {
      try {
        assertTrue(read.await(30, TimeUnit.SECONDS));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      written.write(one);
    }
  }
}
