package io.github.ecsmetrics.it.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Profile;
import io.github.ecsmetrics.it.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that users copy, and the unit tests that come with them. */
class RulesIT {
  private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
  private static final Pattern FIRES = Pattern.compile("alertname: (\\w+)\\s+exp_alerts:\\s+- ");

  /** A text of the rules and what takes its place. */
  private static final List<List<String>> ALTERATIONS =
      List.of(
          List.of("limit_percent > 90", "limit_percent > 80"),
          List.of("rate5m > 95", "rate5m > 85"),
          List.of("rate5m > 25", "rate5m > 5"),
          List.of(">= 2", ">= 1"),
          List.of("> 2 + 2 *", "> 0 + 0 *"),
          List.of("status=\"UNHEALTHY\"", "status=~\".*HEALTHY\""),
          List.of("> 50", "> 20"),
          List.of("exporter_success) == 0", "exporter_success) >= 0"),
          List.of("app_metrics_success) == 0", "app_metrics_success) >= 0"),
          List.of("synchronized) == 0", "synchronized) >= 0"),
          List.of("> ignoring (__type__, __unit__) (ee_container_memory_limit_bytes > 0)", "> 0"),
          List.of("cpu_limit > 0", "cpu_limit >= 0"),
          List.of("memory_limit_byte > 0", "memory_limit_byte >= 0"),
          List.of("memory_limit_bytes > 0", "memory_limit_bytes >= 0"),
          List.of("reserved_bytes > 0", "reserved_bytes >= 0"),
          List.of("periods_total[5m]) > 0", "periods_total[5m]) >= 0"),
          List.of("(ee_jvm_memory_worst_case_bytes)", "(ee_jvm_memory_worst_case_bytes < 0)"),
          List.of(
              "jvm_memory_max_bytes{area=\"heap\"} or", "jvm_memory_max_bytes{area=\"none\"} or"),
          List.of("for: 5m", "for: 1m"),
          List.of("for: 15m", "for: 1m"));

  @Test
  void rulesPassTheirUnitTests() throws Exception {
    Finished tests = unitTests(Docs.file("prometheus/rules.yml").getParent());
    assertEquals(0, tests.exitCode(), tests.stdout() + tests.stderr());
  }

  @Test
  void everyAlterationIsOfTheRules() throws Exception {
    String rules = Files.readString(Docs.file("prometheus/rules.yml"));
    for (List<String> each : ALTERATIONS) assertTrue(rules.contains(each.get(0)), each.get(0));
  }

  static Stream<List<String>> alterations() {
    return Profile.MATRIX.sample(4, ALTERATIONS);
  }

  /** So that the unit tests are known to be able to fail. */
  @ParameterizedTest
  @MethodSource("alterations")
  void alteredRulesFailTheirUnitTests(List<String> alteration, @TempDir Path folder)
      throws Exception {
    String rules = Files.readString(Docs.file("prometheus/rules.yml"));
    Files.writeString(
        folder.resolve("rules.yml"), rules.replace(alteration.get(0), alteration.get(1)));
    Files.copy(Docs.file("prometheus/rules_test.yml"), folder.resolve("rules_test.yml"));
    assertFalse(unitTests(folder).exitCode() == 0, "no test noticed");
  }

  @Test
  void everyAlertFiresInSomeUnitTest() throws Exception {
    String rules = Files.readString(Docs.file("prometheus/rules.yml"));
    String tests = Files.readString(Docs.file("prometheus/rules_test.yml"));
    assertEquals(all(ALERT, rules), all(FIRES, tests));
  }

  @Test
  void noRuleNamesAMetricThatTheAgentDoesNotServe() throws Exception {
    String rules = Files.readString(Docs.file("prometheus/rules.yml"));
    try (FullTask task = FullTask.start()) {
      assertEquals(Set.of(), task.metrics().missing(rules));
    }
  }

  private static Finished unitTests(Path folder) throws Exception {
    return JvmCommand.tool(Program.onPath("promtool"))
        .directory(folder)
        .arguments("test", "rules", "rules_test.yml")
        .run();
  }

  private static Set<String> all(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) found.add(matcher.group(1));
    return found;
  }
}
