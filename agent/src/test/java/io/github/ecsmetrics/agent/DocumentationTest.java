package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.agent.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final Path TOP = Path.of("..");
  private static final Pattern CODE = Pattern.compile("`([a-z.]+)`");

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

  /** The target of a link into this project, without its fragment. */
  private static final Pattern LINK = Pattern.compile("]\\(((?!https?:)[^)#\\s]+)(#[^)]*)?\\)");

  @Test
  void tableOfSettingsHasEachSettingThatThereIs() throws IOException {
    String readme = Files.readString(TOP.resolve("README.md"));
    String section =
        readme.substring(readme.indexOf("\n## Settings"), readme.indexOf("\n## Metrics"));
    Set<String> named =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(row -> row.split("\\|")[1])
            .flatMap(cell -> firstGroups(CODE, cell))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(Set.of(Settings.KEYS)), named);
  }

  @Test
  void linksOfThePagesLeadToFiles() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      firstGroups(LINK, Files.readString(page))
          .filter(link -> !Files.exists(page.resolveSibling(link)))
          .forEach(link -> broken.add(page + " -> " + link));
    }

    assertEquals(List.of(), broken);
  }

  @Test
  void testsThatThePagesNameAreThere() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(TOP)) {
      tests =
          files
              .filter(file -> file.toString().contains("src/test/java/"))
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    List<String> missing = new ArrayList<>();
    for (Path page : pages()) {
      firstGroups(TEST, Files.readString(page))
          .filter(test -> !tests.contains(test))
          .forEach(test -> missing.add(page + " -> " + test));
    }

    assertEquals(List.of(), missing);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> top = Files.list(TOP);
        Stream<Path> docs = Files.walk(TOP.resolve("docs"))) {
      return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  private static Stream<String> firstGroups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
  }
}
