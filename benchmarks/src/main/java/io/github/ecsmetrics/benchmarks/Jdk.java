package io.github.ecsmetrics.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A Java development kit of this machine. */
record Jdk(String version, Path home) {
  /** Those of these feature numbers that are in {@code $JDKS_DIR} or {@code /usr/lib/jvm}. */
  static List<Jdk> find(List<String> features) throws IOException {
    List<Jdk> found = new ArrayList<>();
    for (String feature : features) {
      Jdk jdk = find(feature);
      if (jdk != null) found.add(jdk);
      else
        System.err.println("no JDK " + feature + " here; set JDKS_DIR to the folder that has it");
    }
    return found;
  }

  private static Jdk find(String feature) throws IOException {
    String kits = System.getenv().getOrDefault("JDKS_DIR", "/opt/jdks");
    for (Path folder : List.of(Path.of(kits), Path.of("/usr/lib/jvm"))) {
      if (!Files.isDirectory(folder)) continue;
      try (Stream<Path> homes = Files.list(folder)) {
        for (Path home : homes.sorted().toList()) {
          if (!Files.isExecutable(home.resolve("bin/jstat"))) continue;
          String version = version(home);
          if (version.matches(feature + "([.+-].*)?")) return new Jdk(version, home);
        }
      }
    }
    return null;
  }

  private static String version(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.exists(release)) return "";
    for (String line : Files.readAllLines(release)) {
      if (line.startsWith("JAVA_VERSION=")) return line.substring(13).replace("\"", "");
    }
    return "";
  }

  Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }
}
