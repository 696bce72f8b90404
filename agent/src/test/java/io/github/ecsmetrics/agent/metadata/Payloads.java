package io.github.ecsmetrics.agent.metadata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Answers of the endpoint for whole tasks, and the expositions that the agent makes of them. Both
 * sources have the same tasks, by the same names; a file is named {@code TASK/task.json}.
 */
public enum Payloads {
  /** The project's own answers: the facts are real, the data is invented. */
  INVENTED(Path.of("src/test/resources/payloads")),

  /**
   * Answers that other people recorded. They lie beside the checkout, under {@code shared.dir};
   * only what goes with them is part of the project. Tests that want them are skipped if they are
   * not there.
   */
  RECORDED(
      Path.of(System.getProperty("shared.dir", "../../shared"), "payloads"),
      Path.of("src/test/resources/recorded"));

  private final Path[] folders;

  Payloads(Path... folders) {
    this.folders = folders;
  }

  public byte[] read(String file) throws IOException {
    byte[] content = find(file);
    if (content == null) throw new FileNotFoundException(file);
    return content;
  }

  /**
   * @return the content of that file, or null if there is none
   */
  public byte[] find(String file) throws IOException {
    assumeTrue(
        Files.isDirectory(folders[0]), () -> "no payloads in " + folders[0].toAbsolutePath());
    for (Path folder : folders) {
      Path path = folder.resolve(file);
      if (Files.exists(path)) return Files.readAllBytes(path);
    }
    return null;
  }
}
