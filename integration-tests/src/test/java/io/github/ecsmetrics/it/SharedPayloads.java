package io.github.ecsmetrics.it;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Recorded answers of real endpoints, which lie beside the checkout ({@code ../shared/payloads}, or
 * under {@code -Dshared.dir}) and not in it.
 */
public final class SharedPayloads {
  private SharedPayloads() {}

  /** Skips the running test visibly where the payloads are missing. */
  public static Path variant(String name) {
    Path shared = Path.of(System.getProperty("shared.dir", "../../shared"));
    Path variant = shared.resolve("payloads").resolve(name).toAbsolutePath().normalize();
    Assumptions.assumeTrue(Files.isDirectory(variant), "no payloads at " + variant);
    return variant;
  }
}
