package io.github.ecsmetrics.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Java development kit of this machine, found in {@code $JDKS_DIR} (default {@code /opt/jdks}),
 * {@code /usr/lib/jvm} or as the one that runs the tests.
 */
public record Jdk(int feature, Path home) {
  private static final Map<Integer, Jdk> AVAILABLE = find();

  /**
   * The one that {@code -Dit.jdk} names by its feature number, else the one that runs the tests.
   */
  public static Jdk underTest() {
    String feature = System.getProperty("it.jdk", "");
    return feature.isEmpty() ? running() : of(Integer.parseInt(feature));
  }

  public static Jdk running() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  /** Skips the running test if this machine has no such JDK. */
  public static Jdk of(int feature) {
    Jdk jdk = AVAILABLE.get(feature);
    Assumptions.assumeTrue(jdk != null, "no JDK " + feature + " on this machine");
    return jdk;
  }

  /** One of each feature number, oldest first. */
  public static List<Jdk> available() {
    return List.copyOf(AVAILABLE.values());
  }

  public boolean has(String tool) {
    return Files.isExecutable(tool(tool));
  }

  public Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static Map<Integer, Jdk> find() {
    Map<Integer, Jdk> found = new TreeMap<>();
    found.put(running().feature(), running());
    String kits = System.getenv().getOrDefault("JDKS_DIR", "/opt/jdks");
    for (String folder : List.of(kits, "/usr/lib/jvm")) {
      for (Path home : children(Path.of(folder))) {
        if (!Files.isExecutable(home.resolve("bin/javac"))) continue;
        int feature = feature(home);
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
    return found;
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) return List.of();
    try (Stream<Path> children = Files.list(folder)) {
      return new ArrayList<>(children.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code JAVA_VERSION="1.8.0_462"} or {@code JAVA_VERSION="21.0.4"}; some JDK 8 have no such
   * file.
   */
  private static int feature(Path home) {
    Path file = home.resolve("release");
    if (!Files.exists(file)) return 8;
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      release.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] parts = release.getProperty("JAVA_VERSION").replace("\"", "").split("[.\\-_]");
    return Integer.parseInt(parts[0].equals("1") ? parts[1] : parts[0]);
  }
}
