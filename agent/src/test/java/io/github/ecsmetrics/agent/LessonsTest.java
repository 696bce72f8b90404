package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/lessons.md says is tested is tested, by tests that name the reports. */
class LessonsTest {
  private static final Pattern REPORT =
      Pattern.compile("\\[([\\w./-]+#\\d+)\\]\\(https://github\\.com/([\\w./-]+)/issues/(\\d+)\\)");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.(\\w+))?`");

  @Test
  void everyLessonHasTestsThatNameItsReports() throws IOException {
    List<String> lessons =
        Files.readAllLines(Path.of("../docs/lessons.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| --"))
            .filter(line -> !line.startsWith("| elsewhere |"))
            .toList();
    assertTrue(lessons.size() >= 60, lessons.size() + " lessons");
    for (String lesson : lessons) {
      String tests = sources(lesson);
      Matcher report = REPORT.matcher(lesson);
      while (report.find()) {
        assertEquals(report.group(1), report.group(2) + "#" + report.group(3));
        assertTrue(
            words(tests).contains(report.group(1)), () -> "no test names " + report.group(1));
      }
    }
  }

  /** Of all tests in the last column, which have the methods that are named there. */
  private static String sources(String lesson) throws IOException {
    StringBuilder sources = new StringBuilder();
    Matcher test = TEST.matcher(lesson);
    while (test.find()) {
      String source = source(test.group(1));
      String method = test.group(2);
      assertTrue(method == null || source.contains("void " + method + "("), test.group());
      sources.append(source);
    }
    assertFalse(sources.isEmpty(), () -> "no test: " + lesson);
    return sources.toString();
  }

  private static String source(String test) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String module : List.of("../agent", "../integration-tests")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src", "test", "java"))) {
        files.filter(file -> file.endsWith(test + ".java")).forEach(found::add);
      }
    }
    assertEquals(1, found.size(), test + " is " + found);
    return Files.readString(found.get(0));
  }

  /** The formatter may break a line anywhere but in a report. */
  private static String words(String source) {
    return source.replaceAll("\\s+\\*?\\s*", " ");
  }
}
