package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.log.Stderr;
import io.github.ecsmetrics.agent.net.RequestException;
import org.junit.jupiter.api.Test;

class SourceFailuresTest {
  private static final String PAGE = "http://127.0.0.1:8080/prometheus";
  private static final String LINE =
      "[ecs-metrics-agent] the application's metrics were not read: "
          + "http://127.0.0.1:8080/prometheus: connection refused; the agent's own are served all the"
          + " same\n";
  private static final SourceFailure REFUSED =
      SourceFailure.of(new RequestException("unreachable", "connection refused", null));
  private static final long SECOND = 1_000_000_000;

  private final SourceFailures failures = new SourceFailures(0);

  /** An application may take a minute to start, and listens last. */
  @Test
  void pageThatNothingServesIsReportedAfterTheFirstMinute() {
    assertEquals("", Stderr.of(() -> failures.report(PAGE, REFUSED, 60 * SECOND - 1)));
    assertEquals(LINE, Stderr.of(() -> failures.report(PAGE, REFUSED, 60 * SECOND)));
  }

  @Test
  void everyOtherFailureIsReportedAtOnce() {
    SourceFailure failure = SourceFailure.of(new RequestException("http_401", "HTTP 401", null));
    assertEquals(
        LINE.replace("connection refused", "HTTP 401"),
        Stderr.of(() -> failures.report(PAGE, failure, 0)));
  }

  @Test
  void pageThatNothingServesIsReportedAtOnceToACheck() {
    failures.reportUnreachable();
    assertEquals(LINE, Stderr.of(() -> failures.report(PAGE, REFUSED, 0)));
  }

  @Test
  void nothingIsReportedAtTheEnd() {
    failures.beQuiet();
    assertEquals("", Stderr.of(() -> failures.report(PAGE, REFUSED, 60 * SECOND)));
  }
}
