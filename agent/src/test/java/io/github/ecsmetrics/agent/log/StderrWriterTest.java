package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    expected.append(lines("[a] 50 lines were dropped because nobody read stderr"));
    while (written.size() < expected.length()) Thread.onSpinWait();
    assertEquals(expected.toString(), written.toString());
  }

  /** Ten lines of 100 ms each take a second, of which the callers wait a fifth. */
  @Test
  void streamThatIsSlowHoldsItsCallersForAShortTimeInAll() {
    StderrWriter writer = new StderrWriter(new PrintStream(new Slow(), true), "[a] ");
    long start = System.nanoTime();
    for (int i = 0; i < 10; i++) writer.write("line " + i);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 700, millis + " ms");
    while (!written.toString().contains("line 9")) Thread.onSpinWait();
  }

  @Test
  void streamThatThrowsIsAskedAgain() {
    boolean[] fails = {true};
    PrintStream stream =
        new PrintStream(written) {
          @Override
          public void println(String line) {
            if (fails[0]) throw new IllegalStateException("closed");
            super.println(line);
          }
        };
    StderrWriter writer = new StderrWriter(stream, "[a] ");
    writer.write("one");
    fails[0] = false;
    writer.write("two");
    assertEquals(lines("two"), written.toString());
  }

  @Test
  void stackTraceIsWritten() {
    StderrWriter writer = new StderrWriter(new PrintStream(written), "[a] ");
    writer.write(new IllegalStateException("as expected"));
    assertTrue(
        written
            .toString()
            .startsWith(lines("java.lang.IllegalStateException: as expected") + "\tat "),
        written.toString());
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

  /** Takes 100 ms for each line. */
  private final class Slow extends OutputStream {
    @Override
    public void write(int one) {
      if (one == '\n') LockSupport.parkNanos(100_000_000);
      written.write(one);
    }
  }
}
