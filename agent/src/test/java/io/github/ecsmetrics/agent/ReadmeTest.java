package io.github.ecsmetrics.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Pattern CODE = Pattern.compile("`([a-z.]+)`");

  @Test
  void tableOfSettingsHasEachSettingThatThereIs() throws Exception {
    String readme = Files.readString(Path.of("../README.md"));
    String section =
        readme.substring(readme.indexOf("\n## Settings"), readme.indexOf("\n## Metrics"));
    Set<String> named =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(row -> row.split("\\|")[1])
            .flatMap(cell -> CODE.matcher(cell).results().map(ReadmeTest::name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(Set.of(Options.KEYS)), named);
  }

  private static String name(MatchResult code) {
    return code.group(1);
  }
}
