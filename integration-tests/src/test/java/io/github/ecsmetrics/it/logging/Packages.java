package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.JvmCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs guests and libraries as the runtimes want them: jars, bundles, web applications. */
final class Packages {
  private static final String STORIES = "io/github/ecsmetrics/it/guest/logging";

  private Packages() {}

  /** The classes of the stories' package. */
  static List<Path> stories() throws IOException {
    try (Stream<Path> classes = Files.list(JvmCommand.guests().resolve(STORIES))) {
      return classes.filter(file -> file.toString().endsWith(".class")).sorted().toList();
    }
  }

  static Path jar(Path jar, Map<String, String> attributes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Path each : stories()) {
        out.putNextEntry(new ZipEntry(STORIES + "/" + each.getFileName()));
        Files.copy(each, out);
      }
    }
    return jar;
  }

  static void copyStories(Path folder) throws IOException {
    copy(stories(), folder.resolve(STORIES));
  }

  static void copy(List<Path> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Path file : files) Files.copy(file, folder.resolve(file.getFileName()));
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
