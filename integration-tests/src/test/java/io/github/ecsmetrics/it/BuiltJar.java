package io.github.ecsmetrics.it;

import java.nio.file.Files;
import java.nio.file.Path;

/** The built jar, as users attach it. */
public final class BuiltJar {
  private BuiltJar() {}

  public static Path path() {
    Path jar =
        Path.of(System.getProperty("agent.jar", "../agent/target/ecs-metrics-agent.jar"))
            .toAbsolutePath()
            .normalize();
    if (!Files.isRegularFile(jar)) throw new IllegalStateException("build the agent first: " + jar);
    return jar;
  }
}
