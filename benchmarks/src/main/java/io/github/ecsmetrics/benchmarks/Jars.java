package io.github.ecsmetrics.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs what is measured, since applications and agents come as jars. */
final class Jars {
  static final Path GUESTS = Path.of("benchmarks/target/guests.jar").toAbsolutePath();

  private Jars() {}

  static void write(Path jar, Class<?>... classes) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", classes[0].getName());
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> each : classes) {
        String entry = each.getName().replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(entry));
        each.getResourceAsStream("/" + entry).transferTo(out);
      }
    }
  }
}
