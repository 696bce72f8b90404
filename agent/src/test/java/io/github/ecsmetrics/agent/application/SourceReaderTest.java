package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.families.FamilyMerge;
import io.github.ecsmetrics.agent.families.FamilyNames;
import io.github.ecsmetrics.agent.families.FamilyPage;
import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.log.Stderr;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SourceReaderTest {
  private final SourceReader reader = new SourceReader();

  @Test
  void pagesComeInTheOrderOfTheSourcesAndInTheirFormats() {
    MetricsSource slow =
        (wanted, out) -> {
          Thread.sleep(100);
          out.write("b 1\n".getBytes(StandardCharsets.US_ASCII));
          return TextFormat.PLAIN;
        };
    MetricsSource fast =
        (wanted, out) -> {
          out.write("c 1\n# EOF\n".getBytes(StandardCharsets.US_ASCII));
          return wanted;
        };
    SourcePages read =
        reader.read(List.of(slow, fast), TextFormat.OPEN_METRICS, Sources.in(20_000));
    assertTrue(read.isWhole());
    assertEquals("b 1\n", text(read.pages.get(0), TextFormat.PLAIN));
    assertEquals("c 1\n", text(read.pages.get(1), TextFormat.OPEN_METRICS));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new IllegalStateException("closed"), "java.lang.IllegalStateException: closed"),
        Arguments.of(
            new OutOfMemoryError("Java heap space"), "java.lang.OutOfMemoryError: Java heap space"),
        Arguments.of(new StackOverflowError(), "java.lang.StackOverflowError"),
        Arguments.of(new IOException("HTTP 503"), "HTTP 503"),
        Arguments.of(
            new InvocationTargetException(new AssertionError(1)), "java.lang.AssertionError: 1"),
        Arguments.of(
            new RuntimeException("x".repeat(500)),
            "java.lang.RuntimeException: " + "x".repeat(272) + "..."),
        Arguments.of(
            new RuntimeException() {
              @Override
              public String getMessage() {
                throw new StackOverflowError();
              }
            },
            "failed"));
  }

  /** Seen elsewhere: metrics were missing, and nothing was reported (istio/istio#59567). */
  @ParameterizedTest
  @MethodSource("failures")
  void whateverASourceThrowsTheOthersAreRead(Throwable thrown, String reason) {
    MetricsSource failing =
        (wanted, out) -> {
          out.write(Sources.TEXT);
          throw thrown;
        };
    SourcePages read = read(failing, Sources.GOOD);
    assertFalse(read.isWhole());
    assertEquals(1, read.pages.size());
    assertEquals("a 1\n", text(read.pages.get(0), TextFormat.PLAIN));
    assertEquals(reason, SourceFailure.of(thrown).reason);
  }

  /** Prometheus, too, refuses such a page as a whole. */
  @ParameterizedTest
  @CsvSource({
    "false, <html>Log in</html>, not a page of metrics",
    "true, a 1, cut off: no # EOF at its end",
  })
  void pageWithAFlawIsAFailure(boolean openMetrics, String text, String reason) {
    MetricsSource source =
        new MetricsSource() {
          @Override
          public TextFormat write(TextFormat wanted, OutputStream out) throws IOException {
            out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
            return openMetrics ? TextFormat.OPEN_METRICS : TextFormat.PLAIN;
          }

          @Override
          public String toString() {
            return "http://127.0.0.1:8080/login";
          }
        };
    assertEquals(
        "[ecs-metrics-agent] the application's metrics were not read: http://127.0.0.1:8080/login: "
            + reason
            + "; the agent's own are served all the same\n",
        Stderr.of(() -> assertEquals(1, read(source).failed)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void registryWithoutMetricsIsNoFailure(boolean openMetrics) {
    TextFormat format = openMetrics ? TextFormat.OPEN_METRICS : TextFormat.PLAIN;
    MetricsSource empty = (wanted, out) -> wanted;
    SourcePages read = reader.read(List.of(empty), format, Sources.in(20_000));
    assertTrue(read.isWhole());
    assertEquals("", text(read.pages.get(0), format));
  }

  @Test
  void endlessRecursionIsAFailure() {
    assertFalse(read((wanted, out) -> recurse(wanted)).isWhole());
  }

  private static TextFormat recurse(TextFormat format) {
    return recurse(format).withUtf8();
  }

  @Test
  void textOfExactly4MebibytesIsRead() {
    assertEquals(4_194_304, BoundedOutput.MAX_BYTES);
    SourcePages read = read(writing(BoundedOutput.MAX_BYTES));
    assertTrue(read.isWhole());
    assertEquals("a 1\n", text(read.pages.get(0), TextFormat.PLAIN));
  }

  @Test
  void largerTextIsNotRead() {
    assertFalse(read(writing(BoundedOutput.MAX_BYTES + 1)).isWhole());
  }

  @Test
  void largerTextIsNotReadEvenIfItsWriterIgnoresThat() {
    MetricsSource ignoring =
        (wanted, out) -> {
          for (int i = 0; i < 6_000; i++) {
            try {
              out.write(new byte[1_000]);
            } catch (IOException ignored) {
              // As PrintStream does.
            }
          }
          return wanted;
        };
    assertFalse(read(ignoring).isWhole());
  }

  private static MetricsSource writing(int bytes) {
    return (wanted, out) -> {
      byte[] text = new byte[bytes];
      Arrays.fill(text, (byte) '\n');
      System.arraycopy(Sources.TEXT, 0, text, bytes - Sources.TEXT.length, Sources.TEXT.length);
      for (int i = 0; i < bytes; i += 10_000) out.write(text, i, Math.min(10_000, bytes - i));
      return wanted;
    };
  }

  @Test
  void collectorThatInterruptsItsThreadIsRead() {
    MetricsSource interrupting =
        (wanted, out) -> {
          Thread.currentThread().interrupt();
          out.write(Sources.TEXT);
          return wanted;
        };
    assertTrue(read(interrupting).isWhole());
  }

  @Test
  void applicationThatInterruptsTheWaitingThreadIsRead() throws Exception {
    Thread waiting = Thread.currentThread();
    MetricsSource interrupting =
        (wanted, out) -> {
          for (int i = 0; i < 20; i++) {
            waiting.interrupt();
            Thread.sleep(5);
          }
          return wanted;
        };
    assertTrue(read(interrupting).isWhole());
    Thread.interrupted();
  }

  @Test
  void threadIsADaemonWithoutTheCreatorsClassLoader() {
    List<Thread> seen = new ArrayList<>();
    List<ClassLoader> loaders = new ArrayList<>();
    MetricsSource looking =
        (wanted, out) -> {
          seen.add(Thread.currentThread());
          loaders.add(Thread.currentThread().getContextClassLoader());
          return wanted;
        };
    assertTrue(read(looking).isWhole());
    assertEquals("ecs-metrics-agent-app", seen.get(0).getName());
    assertTrue(seen.get(0).isDaemon());
    assertNull(loaders.get(0));
  }

  private SourcePages read(MetricsSource... sources) {
    return reader.read(List.of(sources), TextFormat.PLAIN, Sources.in(20_000));
  }

  private static String text(FamilyPage page, TextFormat written) {
    FamilyMerge merge = new FamilyMerge(written, new FamilyNames(), true, Labels.EMPTY, null);
    merge.add(page);
    return new String(merge.finish().text(), StandardCharsets.UTF_8);
  }
}
