package io.github.ecsmetrics.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Compiles programs that cannot be among this module's main sources: modules, newer Java than 8, or
 * another version of a library than another program.
 */
public final class Sources {
  private final Path sources;
  private final List<String> options = new ArrayList<>();

  private Sources(Path folder) {
    sources = folder.resolve("src");
  }

  /**
   * @param folder an empty one, for the sources and the classes
   * @param release of Java, for example 8
   */
  public static Sources in(Path folder, int release) {
    Sources sources = new Sources(folder);
    sources.options.addAll(List.of("--release", String.valueOf(release), "-nowarn", "-proc:none"));
    sources.options.addAll(List.of("-d", folder.resolve("classes").toString()));
    return sources;
  }

  public Sources against(List<Path> classPath) {
    options.add("-cp");
    options.add(String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList()));
    return this;
  }

  /**
   * @param path for example {@code "app/Main.java"}
   */
  public Sources file(String path, String content) throws IOException {
    Path file = sources.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  /** The folder of the classes. */
  public Path compile() throws IOException {
    List<String> arguments = new ArrayList<>(options);
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> arguments.add(file.toString()));
    }
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (failed != 0) throw new IllegalArgumentException("does not compile: " + sources);
    return sources.resolveSibling("classes");
  }
}
