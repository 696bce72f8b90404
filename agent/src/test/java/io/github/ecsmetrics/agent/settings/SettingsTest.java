package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static Settings parse(String argument) {
    return Settings.parse(argument, new Properties(), Map.of());
  }

  private static Properties properties(String key, String value) {
    Properties properties = new Properties();
    properties.setProperty("ecs.metrics.exporter." + key, value);
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "port=,interval=,enabled=,host=,metadata.uri="})
  void withoutValuesTheDefaultsAreUsed(String argument) {
    Settings settings = parse(argument);

    assertEquals(true, settings.enabled);
    assertEquals(9546, settings.port);
    assertNull(settings.host);
    assertNull(settings.metadataUri);
    assertEquals(10_000, settings.intervalMillis);
    assertEquals(2_000, settings.timeoutMillis);
    assertEquals(500, settings.startupWaitMillis);
    assertEquals("ecs.metadata.", settings.propertiesPrefix);
    assertEquals(
        Map.of("task_family", "task_family", "task_revision", "task_revision"), settings.mdcKeys);
    assertEquals(true, settings.jvmMetrics);
    assertEquals(true, settings.rawEndpoints);
    assertEquals(List.of(), settings.containersInclude);
    assertEquals(List.of("~internal~ecs*"), settings.containersExclude);
    assertNull(settings.push);
    assertEquals(false, settings.tools);
    assertEquals(false, settings.debug);
  }

  @Test
  void theArgumentWinsOverThePropertyAndThatOverTheVariable() {
    Map<String, String> environment =
        Map.of("ECS_METRICS_EXPORTER_PORT", "1", "ECS_METRICS_EXPORTER_STARTUP_WAIT", "1s");
    assertEquals(3, Settings.parse("port=3", properties("port", "2"), environment).port);
    assertEquals(2, Settings.parse("port=", properties("port", "2"), environment).port);
    assertEquals(1, Settings.parse(null, properties("port", ""), environment).port);
    assertEquals(1_000, Settings.parse(null, new Properties(), environment).startupWaitMillis);
  }

  @Test
  void aPropertyThatIsNoTextIsNone() {
    Properties system = properties("port", "2");
    system.put("ecs.metrics.exporter.interval", 5);
    system.put(7, "seven");
    Settings settings = Settings.parse(null, system, Map.of());
    assertEquals(2, settings.port);
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
    assertEquals(2, settings.port);
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
                + " host and a port up to 65535; it is ignored"),
        settings.warnings);
  }

  @Test
  void aPieceWithoutEqualsContinuesTheValueBeforeIt() {
    Settings settings = parse("mdc.keys=task_family,task_id:id,task_id:task,port=0");

    assertEquals("task_family", settings.mdcKeys.get("task_family"));
    assertEquals("task_id", settings.mdcKeys.get("id"));
    assertEquals("task_id", settings.mdcKeys.get("task"));
    assertEquals(0, settings.port);
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
        "port=70000|port=70000 is not 0 to 65535 or off; the default is used",
        "port=http|port=http is not 0 to 65535 or off; the default is used",
        "enabled=yes|enabled=yes is not true or false; the default is used",
        "interval=10|interval=10 is not a time such as 500ms, 10s or 1m, 100ms to 60m;"
            + " the default is used",
        "interval=1ms|interval=1ms is not a time such as 500ms, 10s or 1m, 100ms to 60m;"
            + " the default is used",
        "startup.wait=-1s|startup.wait=-1s is not a time such as 500ms, 10s or 1m, 0 to 1m;"
            + " the default is used",
        "timeout=99999999999s|timeout=99999999999s is not a time such as 500ms, 10s or 1m,"
            + " 10ms to 1m; the default is used",
        "metadata.uri=169.254.170.2|metadata.uri=169.254.170.2 is not an http:// address, as in"
            + " ECS_CONTAINER_METADATA_URI_V4; the default is used",
        "mdc.keys=task_famly|mdc.keys: task_famly is not field or field:key; the nearest field is"
            + " task_family; it is left out",
        "push.url=gateway:9091|push.url=gateway:9091 is not an http:// or https:// address of a"
            + " Pushgateway; the default is used",
        "push.url=http://gateway,push.user=ecs|push.user and push.password need each other;"
            + " neither is used",
        "push.url=http://user:se/cret@gateway|push.url=http://***@gateway is not an http:// or"
            + " https:// address of a Pushgateway; the default is used",
        "push.ulr=http://user:secret@gateway|unknown setting push.ulr=http://***@gateway is ignored;"
            + " the nearest known one is push.url",
        "http://user:secret@gateway|agent argument \"http://***@gateway\" has no value; write"
            + " key=value",
        "metadata.uri=https://user:secret@host|metadata.uri=https://***@host is not an http://"
            + " address, as in ECS_CONTAINER_METADATA_URI_V4; the default is used",
        "prot=1|unknown setting prot=1 is ignored; the nearest known one is port",
        "raw.endpoint=1,2|unknown setting raw.endpoint=1 is ignored; the nearest known one is"
            + " raw.endpoints",
        "auth.pasword=secret|unknown setting auth.pasword is ignored; the nearest known one is"
            + " auth.password",
        "auth.password=a,b=c|unknown setting b is ignored; the nearest known one is port",
        "debug|agent argument \"debug\" has no value; write key=value",
      })
  void aWrongSettingIsSaidInOneLine(String argument, String warning) {
    assertEquals(List.of(warning), parse(argument).warnings);
  }

  @Test
  void aWrongVariableOfEcsIsSaidWithoutItsUserInfo() {
    assertEquals(
        List.of(
            "ECS_CONTAINER_METADATA_URI=https://***@host is not an http:// address; it is ignored"),
        Settings.parse(
                null,
                new Properties(),
                Map.of("ECS_CONTAINER_METADATA_URI", "https://user:secret@host"))
            .warnings);
  }

  @Test
  void aWrongSettingIsNamedAsItWasWritten() {
    assertEquals(
        List.of("ecs.metrics.exporter.port=x is not 0 to 65535 or off; the default is used"),
        Settings.parse(null, properties("port", "x"), Map.of()).warnings);
    assertEquals(
        List.of(
            "unknown setting ECS_METRICS_EXPORTER_STARTUP_WIAT=1s is ignored; the nearest known one"
                + " is ECS_METRICS_EXPORTER_STARTUP_WAIT"),
        Settings.parse(null, new Properties(), Map.of("ECS_METRICS_EXPORTER_STARTUP_WIAT", "1s"))
            .warnings);
  }
}
