package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of settings in the docs say what {@link Settings#TABLE} says. */
class SettingsDocTest {
  private static final Path PAGE = Path.of("../docs/settings.md");
  private static final Path README = Path.of("../README.md");
  private static final String HEAD = "| setting | default | meaning |";
  private static final Pattern CODE = Pattern.compile("`([a-z.]+)`");

  /** The cells of a row behind the keys. */
  private record Row(String initial, String meaning) {
    /** A literal default; words, for example {@code none}, say that there is none. */
    String literal() {
      return initial.matches("`[^`$]+`") ? initial.substring(1, initial.length() - 1) : "";
    }
  }

  @Test
  void pageHasEachSettingWithItsDefault() throws IOException {
    Map<String, String> defaults = new TreeMap<>();
    for (String[] setting : Settings.TABLE) defaults.put(setting[0], setting[1]);

    Map<String, String> documented = new TreeMap<>();
    rows(PAGE).forEach((key, row) -> documented.put(key, row.literal()));

    assertEquals(defaults, documented);
  }

  @Test
  void pageHasTheLimitsOfNumbersAndDurations() throws IOException {
    Map<String, Row> rows = rows(PAGE);
    for (String[] setting : Settings.TABLE) {
      if (setting.length == 2) continue;
      String meaning = rows.get(setting[0]).meaning;
      assertTrue(meaning.contains("`" + setting[2] + "` to `" + setting[3] + "`"), meaning);
    }
  }

  @Test
  void readmeHasSomeOfThemWithTheSameDefaults() throws IOException {
    Map<String, Row> page = rows(PAGE);
    Map<String, Row> readme = rows(README);
    assertFalse(readme.isEmpty());
    readme.forEach((key, row) -> assertEquals(page.get(key).initial, row.initial, key));
  }

  @Test
  void pageQuotesTheLinesOfItsTwoMistakes() throws IOException {
    Pattern line = Pattern.compile("(?m)^\\[ecs-metrics-agent] (.*)$");
    Set<String> quoted = new TreeSet<>();
    line.matcher(Files.readString(PAGE)).results().forEach(found -> quoted.add(found.group(1)));

    Settings settings = Settings.parse("port=70000,prot=9400", new Properties(), Map.of());

    assertEquals(new TreeSet<>(settings.warnings), quoted);
  }

  /** By key; a row may have several. */
  private static Map<String, Row> rows(Path page) throws IOException {
    Map<String, Row> rows = new TreeMap<>();
    boolean table = false;
    for (String line : Files.readAllLines(page)) {
      table = line.equals(HEAD) || table && line.startsWith("|");
      if (!table || line.equals(HEAD)) continue;
      String[] cells = line.split(" *\\| *", -1);
      for (MatchResult key : CODE.matcher(cells[1]).results().toList()) {
        rows.put(key.group(1), new Row(cells[2], cells[3]));
      }
    }
    return rows;
  }
}
