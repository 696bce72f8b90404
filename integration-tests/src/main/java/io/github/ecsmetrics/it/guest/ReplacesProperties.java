package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.Properties;

/**
 * Replaces the system properties by others that have the JVM's own only, without which the JDK
 * itself would fail, and lives until its standard input is closed.
 */
public final class ReplacesProperties {
  private static final String[] KEPT = {
    "java.", "jdk.", "sun.", "os.", "user.", "file.", "path.", "line.", "native.", "stdout.",
    "stderr."
  };

  private ReplacesProperties() {}

  public static void main(String[] arguments) throws IOException {
    Properties kept = new Properties();
    for (String name : System.getProperties().stringPropertyNames()) {
      for (String prefix : KEPT) {
        if (name.startsWith(prefix)) kept.setProperty(name, System.getProperty(name));
      }
    }
    System.setProperties(kept);
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }
}
