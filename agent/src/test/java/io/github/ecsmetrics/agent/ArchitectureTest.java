package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packages import what their {@code package-info.java} names, and in one direction only. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("src/main/java/io/github/ecsmetrics/agent");
  private static final Pattern IMPORT =
      Pattern.compile("import (?:static )?io\\.github\\.ecsmetrics\\.agent\\.([a-z.]+)\\.[A-Z]");
  private static final Pattern ALLOWED = Pattern.compile("<p>Imports: (.*?)\\. package ");
  private static final Pattern CODE = Pattern.compile("\\{@code ([a-z.]+)}");

  static List<String> packages() throws IOException {
    try (Stream<Path> folders = Files.walk(ROOT)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("package-info.java")))
          .filter(folder -> !folder.equals(ROOT))
          .map(folder -> ROOT.relativize(folder).toString().replace('/', '.'))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("packages")
  void packageImportsWhatItsDescriptionNames(String name) throws IOException {
    String description = Files.readString(folder(name).resolve("package-info.java"));
    Matcher allowed = ALLOWED.matcher(description.replaceAll("[\\s*/]*\n[\\s*/]*", " "));
    assertTrue(allowed.find(), "no list of imports: " + description);
    assertEquals(new TreeSet<>(found(CODE, allowed.group(1))), imports(name));
  }

  @Test
  void everyPackageHasADescription() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      Set<String> folders = new TreeSet<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        folders.add(ROOT.relativize(file.getParent()).toString().replace('/', '.'));
      }
      folders.remove("");
      assertEquals(new TreeSet<>(packages()), folders);
    }
  }

  @Test
  void mapOfContributorsHasEveryPackage() throws IOException {
    String page = Files.readString(Path.of("../CONTRIBUTING.md"));
    String map = page.substring(page.indexOf("| package |"), page.indexOf("The root may import"));
    Set<String> listed = new TreeSet<>();
    for (String row : map.split("\n")) {
      listed.addAll(found(Pattern.compile("`([a-z.]+)`"), row.split("\\|", 3)[1]));
    }
    assertEquals(new TreeSet<>(packages()), listed);
  }

  @Test
  void noPackageImportsItselfByWayOfOthers() throws IOException {
    Map<String, Set<String>> left = new TreeMap<>();
    for (String name : packages()) left.put(name, imports(name));
    boolean fewer = true;
    while (fewer) {
      fewer = left.values().removeIf(imports -> imports.stream().noneMatch(left::containsKey));
    }
    assertEquals(Map.of(), left);
  }

  private static Path folder(String name) {
    return ROOT.resolve(name.replace('.', '/'));
  }

  private static Set<String> imports(String name) throws IOException {
    Set<String> imports = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        imports.addAll(found(IMPORT, Files.readString(file)));
      }
    }
    imports.remove(name);
    return imports;
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    for (MatchResult match : pattern.matcher(text).results().toList()) found.add(match.group(1));
    return found;
  }
}
