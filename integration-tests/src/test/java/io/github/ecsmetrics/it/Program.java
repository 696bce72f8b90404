package io.github.ecsmetrics.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A program of the machine that not every machine has. */
public final class Program {
  private Program() {}

  /** Skips the running test visibly where the program is not on the {@code PATH}. */
  public static Path onPath(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) return program;
    }
    return Assumptions.abort(name + " is not installed");
  }
}
