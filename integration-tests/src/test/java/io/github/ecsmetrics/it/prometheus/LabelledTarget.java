package io.github.ecsmetrics.it.prometheus;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JVM with the agent, and the file {@code ecs/targets.yml} that gives it other labels. */
final class LabelledTarget {
  private LabelledTarget() {}

  static RunningJvm start(MetadataEndpoint endpoint, Path folder) throws Exception {
    RunningJvm jvm = JvmCommand.of(Waiting.class).endpoint(endpoint).agent().start();
    Files.createDirectories(folder.resolve("ecs"));
    Files.writeString(
        folder.resolve("ecs/targets.yml"),
        """
        - targets: ['127.0.0.1:%d']
          labels: {container_name: sidecar, task_family: other, TaskId: 0f9d}
        """
            .formatted(jvm.port()));
    return jvm;
  }
}
