package io.github.ecsmetrics.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that not every machine has, found in {@code $SERVERS_DIR} (default {@code
 * /opt/servers/bin}, today's servers), else on the {@code PATH}.
 */
public final class Program {
  private static final String SERVERS =
      System.getenv().getOrDefault("SERVERS_DIR", "/opt/servers/bin");

  private Program() {}

  /** Skips the running test if the program is in none of these folders. */
  public static Path onPath(String name) {
    String folders = SERVERS + File.pathSeparator + System.getenv("PATH");
    for (String folder : folders.split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) return program;
    }
    return Assumptions.abort(name + " is not installed");
  }
}
