package io.github.ecsmetrics.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Answers of the endpoint for whole tasks, with the expositions that the agent's unit tests expect
 * of them.
 */
public enum Payloads {
  /** The project's own answers: the facts are real, the data is invented. */
  INVENTED("payloads", Path.of("../agent/src/test/resources/payloads")),

  /**
   * Answers that other people recorded. They lie beside the checkout, under {@code shared.dir}.
   * Tests that want them are skipped if they are not there.
   */
  RECORDED("recorded", Path.of(System.getProperty("shared.dir", "../../shared"), "payloads"));

  private final Path added;
  private final Path answers;

  Payloads(String added, Path answers) {
    this.added = Path.of("../agent/src/test/resources", added);
    this.answers = answers;
  }

  public String expectedExposition(String task) throws IOException {
    return Files.readString(added.resolve(task).resolve("exposition.txt"));
  }

  /** An endpoint that answers for that task. */
  public MetadataEndpoint endpoint(String task, String containerId) throws IOException {
    Path folder = answers.resolve(task);
    assumeTrue(Files.isDirectory(folder), () -> "no payloads at " + folder.toAbsolutePath());
    MetadataEndpoint endpoint = MetadataEndpoint.serving(folder, containerId);
    Path ownTask = added.resolve(task).resolve("task.json");
    if (Files.exists(ownTask)) endpoint.json("/task", Files.readString(ownTask));
    return endpoint;
  }
}
