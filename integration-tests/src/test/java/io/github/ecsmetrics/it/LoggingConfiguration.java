package io.github.ecsmetrics.it;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The logging frameworks' configuration files, among the resources of these tests. */
public final class LoggingConfiguration {
  private LoggingConfiguration() {}

  /**
   * @param name for example {@code plain/logback.xml}
   */
  public static Path file(String name) {
    try {
      return Path.of(LoggingConfiguration.class.getResource("/logging/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
