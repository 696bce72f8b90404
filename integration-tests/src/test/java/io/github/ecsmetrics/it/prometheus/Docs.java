package io.github.ecsmetrics.it.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of {@code docs} that users copy. */
final class Docs {
  private Docs() {}

  static Path file(String name) {
    Path file = Path.of("../docs", name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) throw new IllegalStateException("no such file: " + file);
    return file;
  }

  /** Copies a file of docs/prometheus, under its name. */
  static Path copy(String name, Path folder) throws IOException {
    return Files.copy(file("prometheus/" + name), folder.resolve(name));
  }
}
