package io.github.ecsmetrics.agent.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestFailureTest {
  @ParameterizedTest
  @MethodSource("failures")
  void failureHasTheSameWordsOnEveryJvm(Exception failure, String reason, String outcome) {
    RequestException told = RequestFailure.of(failure, 2_000);
    assertEquals(reason, told.getMessage());
    assertEquals(outcome, told.outcome());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(
            new ConnectException("Connection refused (Connection refused)"),
            "connection refused",
            "unreachable"),
        arguments(new ConnectException("Connection refused"), "connection refused", "unreachable"),
        arguments(
            new SocketException("Connection reset by peer"), "connection reset", "unreachable"),
        arguments(
            new SocketException("Broken pipe (Write failed)"), "connection reset", "unreachable"),
        arguments(
            new SocketException("Network is unreachable"), "Network is unreachable", "unreachable"),
        arguments(new SocketTimeoutException("Read timed out"), "timed out after 2 s", "timeout"),
        arguments(new UnknownHostException("gateway: no such name"), "unknown host", "unreachable"),
        arguments(
            new SecurityException("access denied"),
            "the security manager forbids it: access denied",
            "unreachable"),
        arguments(new SSLHandshakeException("no trust"), "no trust", "broken"),
        arguments(new IOException(), "java.io.IOException", "broken"));
  }

  @Test
  void flawOfOurOwnIsThrownOn() {
    RuntimeException flaw = new IllegalStateException("flaw");
    assertEquals(
        flaw, assertThrows(IllegalStateException.class, () -> RequestFailure.of(flaw, 2_000)));
    assertEquals("flaw", RequestFailure.reason(flaw, 2_000));
  }
}
