package io.github.ecsmetrics.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** The output of a process so far on one of its two streams. */
final class Output {
  private static final String JVM_NOTICE = "Picked up JAVA_TOOL_OPTIONS: ";

  private final StringBuilder text = new StringBuilder();
  private final Thread reader;

  Output(InputStream stream, String name) {
    reader = new Thread(() -> read(stream), name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream) {
    char[] buffer = new char[4096];
    try (Reader in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        synchronized (text) {
          text.append(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      // The process was killed, and prints no more.
    }
  }

  /** Without the JVM's own line about {@code JAVA_TOOL_OPTIONS}. */
  String text() {
    synchronized (text) {
      int notice = text.indexOf(JVM_NOTICE);
      boolean lineStart = notice == 0 || notice > 0 && text.charAt(notice - 1) == '\n';
      if (!lineStart) return text.toString();
      int end = text.indexOf("\n", notice);
      if (end < 0) return text.substring(0, notice);
      return text.substring(0, notice) + text.substring(end + 1);
    }
  }

  /** Waits until the stream has ended. */
  void awaitEnd() throws InterruptedException {
    reader.join(10_000);
  }
}
