package io.github.ecsmetrics.agent.settings;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/github/ecsmetrics/agent/settings");

  private static Settings parse(String argument) {
    return Settings.parse(argument, new Properties(), Map.of());
  }

  private static Properties properties(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty("ecs.metrics.exporter." + key, value);
    return properties;
  }

  /** A key that the table lacks would fail only the JVM that sets it. */
  @Test
  void keysThatAreReadAreThoseOfTheTable() throws IOException {
    Pattern reading = Pattern.compile("settings\\.\\w+\\(\"([a-z.]+[a-z])\"");
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        reading.matcher(Files.readString(file)).results().forEach(key -> read.add(key.group(1)));
      }
    }
    assertEquals(
        Arrays.stream(Settings.TABLE).map(row -> row[0]).collect(toCollection(TreeSet::new)), read);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "port=,interval=,enabled=,host=,metadata.uri="})
  void withoutValuesTheDefaultsAreUsed(String argument) {
    Settings settings = parse(argument);

    assertEquals(true, settings.enabled);
    assertEquals(9546, settings.server.port);
    assertNull(settings.server.host);
    assertNull(settings.metadataUri);
    assertEquals(10_000, settings.intervalMillis);
    assertEquals(2_000, settings.timeoutMillis);
    assertEquals(500, settings.startupWaitMillis);
    assertEquals("ecs.metadata.", settings.propertiesPrefix);
    assertEquals(
        Map.of("task_family", "task_family", "task_revision", "task_revision"), settings.mdcKeys);
    assertEquals(true, settings.jvmMetrics);
    assertEquals(true, settings.server.rawEndpoints);
    assertEquals(List.of(), settings.containersInclude);
    assertEquals(List.of("~internal~ecs*"), settings.containersExclude);
    assertNull(settings.server.auth);
    assertNull(settings.server.tls);
    assertNull(settings.push);
    assertEquals(false, settings.tools);
    assertEquals(false, settings.debug);
  }

  @Test
  void theArgumentWinsOverThePropertyAndThatOverTheVariable() {
    Map<String, String> environment =
        Map.of("ECS_METRICS_EXPORTER_PORT", "1", "ECS_METRICS_EXPORTER_STARTUP_WAIT", "1s");
    assertEquals(3, Settings.parse("port=3", properties("port", "2"), environment).server.port);
    assertEquals(2, Settings.parse("port=", properties("port", "2"), environment).server.port);
    assertEquals(1, Settings.parse(null, properties("port", ""), environment).server.port);
    assertEquals(1_000, Settings.parse(null, new Properties(), environment).startupWaitMillis);
  }

  @Test
  void aPropertyThatIsNoTextIsNone() {
    Properties system = properties("port", "2");
    system.put("ecs.metrics.exporter.interval", 5);
    system.put(7, "seven");
    Settings settings = Settings.parse(null, system, Map.of());
    assertEquals(2, settings.server.port);
    assertEquals(10_000, settings.intervalMillis);
    assertEquals(List.of(), settings.warnings);
  }

  /** So it is for a name that the locale has no characters for. */
  @Test
  void aVariableThatIsListedAndNotFoundIsAnUnknownSetting() {
    Map<String, String> environment = new HashMap<>();
    environment.put("ECS_METRICS_EXPORTER_P\uFFFDRT", null);
    assertEquals(1, Settings.parse(null, new Properties(), environment).warnings.size());
  }

  @Test
  void propertiesThatAnApplicationKeepsAsDefaultsCount() {
    Settings settings = Settings.parse(null, new Properties(properties("port", "2")), Map.of());
    assertEquals(2, settings.server.port);
  }

  @Test
  void anAddressWithAFlawLeavesTheNextOne() {
    Map<String, String> environment =
        Map.of(
            "ECS_CONTAINER_METADATA_URI_V4", "http://169.254.170.2:99999/v4/id",
            "ECS_CONTAINER_METADATA_URI", "http://169.254.170.2/v3/id");
    Settings settings = Settings.parse(null, new Properties(), environment);
    assertEquals("http://169.254.170.2/v3/id", settings.metadataUri);
    assertEquals(
        List.of(
            "ECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2:99999/v4/id is not an address with a"
                + " host and a port up to 65535; ignoring it"),
        settings.warnings);
  }

  @Test
  void aPieceWithoutEqualsContinuesTheValueBeforeIt() {
    Settings settings = parse("mdc.keys=task_family,task_id:id,task_id:task,port=0");

    assertEquals("task_family", settings.mdcKeys.get("task_family"));
    assertEquals("task_id", settings.mdcKeys.get("id"));
    assertEquals("task_id", settings.mdcKeys.get("task"));
    assertEquals(0, settings.server.port);
    assertEquals(List.of(), settings.warnings);
  }

  @Test
  void emptyMeansNoneWhereThereIsADefault() {
    Settings settings = parse("properties.prefix=,mdc.keys=,containers.exclude=");

    assertEquals("", settings.propertiesPrefix);
    assertEquals(Map.of(), settings.mdcKeys);
    assertEquals(List.of(), settings.containersExclude);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "500ms, 500", "10s, 10000", "1m, 60000"})
  void timesHaveAUnit(String value, int millis) {
    assertEquals(millis, parse("startup.wait=" + value).startupWaitMillis);
  }

  @Test
  void theEndpointsFourthVersionIsPreferred() {
    String third = "http://169.254.170.2/v3/a";
    String fourth = "http://169.254.170.2/v4/a";
    Map<String, String> both =
        Map.of("ECS_CONTAINER_METADATA_URI", third, "ECS_CONTAINER_METADATA_URI_V4", fourth);

    assertEquals(fourth, Settings.parse("", new Properties(), both).metadataUri);
    assertEquals(
        third,
        Settings.parse("", new Properties(), Map.of("ECS_CONTAINER_METADATA_URI", third))
            .metadataUri);
    assertEquals(
        "http://[::1]:80/x",
        Settings.parse("metadata.uri=http://[::1]:80/x", new Properties(), both).metadataUri);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port=70000|port=70000 is not a number from 0 to 65535 or \"off\"; using the default",
        "memory.warn=101%|memory.warn=101% is not a percentage from 1% to 100% or \"off\"; using the default",
        "memory.warn=90|memory.warn=90 is not a percentage from 1% to 100% or \"off\"; using the default",
        "port=http|port=http is not a number from 0 to 65535 or \"off\"; using the default",
        "enabled=yes|enabled=yes is not \"true\" or \"false\"; using the default",
        "interval=10|interval=10 is not a duration from 100ms to 60m, such as 500ms, 10s or"
            + " 1m; using the default",
        "interval=1ms|interval=1ms is not a duration from 100ms to 60m, such as 500ms, 10s"
            + " or 1m; using the default",
        "startup.wait=-1s|startup.wait=-1s is not a duration from 0 to 1m, such as 500ms,"
            + " 10s or 1m; using the default",
        "timeout=99999999999s|timeout=99999999999s is not a duration from 10ms to 1m,"
            + " such as 500ms, 10s or 1m; using the default",
        "metadata.uri=169.254.170.2|metadata.uri=169.254.170.2 is not an http:// address;"
            + " using the default",
        "mdc.keys=task_famly|mdc.keys: task_famly is not a field or field:key, and is ignored;"
            + " did you mean task_family?",
        "push.url=gateway:9091|push.url=gateway:9091 is not an http:// or https:// address;"
            + " nothing will be pushed",
        "push.url=http://gateway,push.user=ecs|push.user and push.password must both be set;"
            + " using neither",
        "push.url=http://user:se/cret@gateway|push.url=http://***@gateway is not an address with a"
            + " host and a port up to 65535; nothing will be pushed",
        "push.ulr=http://user:secret@gateway|unknown setting push.ulr=http://***@gateway is ignored;"
            + " did you mean push.url?",
        "http://user:secret@gateway|agent argument \"http://***@gateway\" has no value; write"
            + " key=value",
        "metadata.uri=https://user:secret@host|metadata.uri=https://***@host is not an http://"
            + " address; using the default",
        "prot=1|unknown setting prot=1 is ignored; did you mean port?",
        "raw.endpoint=1,2|unknown setting raw.endpoint=1 is ignored; did you mean"
            + " raw.endpoints?",
        "auth.pasword=secret|unknown setting auth.pasword is ignored; did you mean"
            + " auth.password?",
        "auth.password=a,b=c|unknown setting b is ignored; did you mean debug?",
        "debug|agent argument \"debug\" has no value; write key=value",
      })
  void aWrongSettingIsSaidInOneLine(String argument, String warning) {
    assertEquals(List.of(warning), parse(argument).warnings);
  }

  @Test
  void aWrongVariableOfEcsIsSaidWithoutItsUserInfo() {
    assertEquals(
        List.of(
            "ECS_CONTAINER_METADATA_URI=https://***@host is not an http:// address; ignoring it"),
        Settings.parse(
                null,
                new Properties(),
                Map.of("ECS_CONTAINER_METADATA_URI", "https://user:secret@host"))
            .warnings);
  }

  @Test
  void aWrongSettingIsNamedAsItWasWritten() {
    assertEquals(
        List.of(
            "ecs.metrics.exporter.port=x is not a number from 0 to 65535 or \"off\"; using the default"),
        Settings.parse(null, properties("port", "x"), Map.of()).warnings);
    assertEquals(
        List.of(
            "unknown setting ECS_METRICS_EXPORTER_STARTUP_WIAT=1s is ignored; did you mean"
                + " ECS_METRICS_EXPORTER_STARTUP_WAIT?"),
        Settings.parse(null, new Properties(), Map.of("ECS_METRICS_EXPORTER_STARTUP_WIAT", "1s"))
            .warnings);
  }
}
