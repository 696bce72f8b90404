package io.github.ecsmetrics.it.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of {@code docs} that users copy. */
final class Docs {
  private static final Pattern QUERY = Pattern.compile("(?s)```promql\n(.*?)```");

  private Docs() {}

  static Path file(String name) {
    Path file = Path.of("../docs", name).toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) throw new IllegalStateException("no such file: " + file);
    return file;
  }

  /** The queries that a page shows, in its order. */
  static List<String> queries(String page) throws IOException {
    List<String> queries = new ArrayList<>();
    Matcher block = QUERY.matcher(Files.readString(file(page)));
    while (block.find()) queries.add(block.group(1));
    return queries;
  }

  /** Copies a file of docs/prometheus, under its name. */
  static Path copy(String name, Path folder) throws IOException {
    return Files.copy(file("prometheus/" + name), folder.resolve(name));
  }
}
