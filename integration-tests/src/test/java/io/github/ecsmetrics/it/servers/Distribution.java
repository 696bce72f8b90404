package io.github.ecsmetrics.it.servers;

import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** An application server as its makers ship it, unpacked for one test and adapted by text. */
final class Distribution {
  private final Path home;

  private Distribution(Path home) {
    this.home = home;
  }

  /**
   * @param coordinates of a zip with one folder at the top, {@code group:artifact:zip:version}
   */
  static Distribution unpack(String coordinates, Path into) throws IOException {
    String top = null;
    try (ZipFile zip = new ZipFile(Libraries.file(coordinates).toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into)) throw new IOException("outside: " + entry.getName());
        if (top == null) top = into.relativize(target).getName(0).toString();
        unpack(zip, entry, target);
      }
    }
    return new Distribution(into.resolve(top));
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path target) throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    try (InputStream in = zip.getInputStream(entry)) {
      Files.copy(in, target);
    }
    if (target.getParent().endsWith("bin")) target.toFile().setExecutable(true);
  }

  Path file(String path) {
    return home.resolve(path);
  }

  /** Replaces all of {@code from}, which has to be there, in one of its files. */
  Distribution replace(String path, String from, String to) throws IOException {
    String text = Files.readString(file(path));
    if (!text.contains(from)) throw new IOException(path + " has no " + from);
    Files.writeString(file(path), text.replace(from, to));
    return this;
  }

  /** Adds a web application of one page that logs through its own Logback. */
  Distribution addLoggingPage(String webapp) throws IOException {
    Path folder = file(webapp);
    Files.createDirectories(folder.resolve("WEB-INF/classes"));
    Files.createDirectories(folder.resolve("WEB-INF/lib"));
    Files.writeString(
        folder.resolve("index.jsp"),
        """
        <% org.slf4j.LoggerFactory.getLogger("page").info("page served");
           out.print("served with " + System.getProperty("ecs.metadata.task.family")); %>
        """);
    Files.copy(
        LoggingConfiguration.file("plain/logback.xml"),
        folder.resolve("WEB-INF/classes/logback.xml"));
    for (Path library : Libraries.of("ch.qos.logback:logback-classic:1.2.13")) {
      Files.copy(library, folder.resolve("WEB-INF/lib").resolve(library.getFileName()));
    }
    return this;
  }
}
