package io.github.ecsmetrics.it.application;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.guest.application.ClientJavaProgram;
import io.github.ecsmetrics.it.guest.application.MeteredPrograms;
import io.github.ecsmetrics.it.guest.application.SimpleclientProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plain programs, each with a client library of its own. */
final class Programs {
  static final String NEWEST = "1.10.0";

  /** The newest whose writers have the artifact's old name. */
  static final String BEFORE_UTF8 = "1.3.10";

  static final String OLDEST = "1.0.0";

  private static final String[] SIMPLECLIENT = {
    "io.prometheus:simpleclient:0.16.0", "io.prometheus:simpleclient_common:0.16.0"
  };

  private Programs() {}

  /** A program with that version of client_java on its class path. */
  static JvmCommand clientJava(String version) {
    return JvmCommand.of(MeteredPrograms.class)
        .libraries(clientJavaLibraries(version))
        .property("utf8", String.valueOf(version.equals(NEWEST)))
        .arguments(ClientJavaProgram.class.getName());
  }

  static JvmCommand simpleclient() {
    return JvmCommand.of(MeteredPrograms.class)
        .libraries(SIMPLECLIENT)
        .arguments(SimpleclientProgram.class.getName());
  }

  /**
   * One JVM with a class loader for each of these versions of client_java, and for simpleclient.
   */
  static JvmCommand isolated(String... versions) {
    JvmCommand command = JvmCommand.of(MeteredPrograms.class);
    for (String version : versions) {
      command.arguments(isolated(ClientJavaProgram.class, clientJavaLibraries(version)));
    }
    return command.arguments(isolated(SimpleclientProgram.class, SIMPLECLIENT));
  }

  private static String isolated(Class<?> program, String... libraries) {
    List<Path> path = new ArrayList<>(List.of(JvmCommand.guests()));
    path.addAll(Libraries.of(libraries));
    return program.getName()
        + "="
        + String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
  }

  private static String[] clientJavaLibraries(String version) {
    String writers = version.equals(NEWEST) ? "exposition-textformats:" : "exposition-formats:";
    return new String[] {
      "io.prometheus:prometheus-metrics-core:" + version,
      "io.prometheus:prometheus-metrics-" + writers + version
    };
  }
}
