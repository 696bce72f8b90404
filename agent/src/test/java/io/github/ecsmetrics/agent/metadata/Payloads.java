package io.github.ecsmetrics.agent.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Real answers of the endpoint, which other people recorded; read where they lie, outside this
 * project.
 */
public final class Payloads {
  private Payloads() {}

  /** The folder of that name; the test is skipped where there is none. */
  public static Path folder(String name) {
    String shared = System.getProperty("shared.dir", "../../shared");
    Path folder = Paths.get(shared, "payloads", name);
    assumeTrue(Files.isDirectory(folder), "no payloads in " + folder.toAbsolutePath().normalize());
    return folder;
  }

  public static byte[] read(String folder, String file) throws IOException {
    return Files.readAllBytes(folder(folder).resolve(file));
  }
}
