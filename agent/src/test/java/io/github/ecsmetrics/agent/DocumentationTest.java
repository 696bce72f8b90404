package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  private static final Path TOP = Path.of("..");

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:IT|Test))`");

  /** The target of a link into this project, without its fragment. */
  private static final Pattern LINK = Pattern.compile("]\\(((?!https?:)[^)#\\s]+)(#[^)]*)?\\)");

  /** The target of a link to a heading, which is empty for the same page, and its fragment. */
  private static final Pattern FRAGMENT = Pattern.compile("]\\(((?!https?:)[^)#\\s]*)#([^)]*)\\)");

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
  void indexLeadsToEveryPage() throws IOException {
    Path index = TOP.resolve("docs/README.md");
    Set<Path> pages = new TreeSet<>(pages());
    pages.remove(index);
    firstGroups(LINK, Files.readString(index))
        .forEach(link -> pages.remove(index.resolveSibling(link).normalize()));

    assertEquals(Set.of(), pages);
  }

  @Test
  void fragmentsOfLinksAreHeadings() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (MatchResult link : FRAGMENT.matcher(Files.readString(page)).results().toList()) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        if (!target.toString().endsWith(".md")) continue;
        if (!anchors(target).contains(link.group(2))) broken.add(page + " -> " + link.group());
      }
    }

    assertEquals(List.of(), broken);
  }

  /** As GitHub makes them: the words of the heading in small letters, with hyphens between them. */
  private static Set<String> anchors(Path page) throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (String line : Files.readAllLines(page)) {
      if (!line.matches("#+ .*")) continue;
      String heading = line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT);
      anchors.add(heading.replaceAll("[^\\w -]", "").replace(' ', '-'));
    }
    return anchors;
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
