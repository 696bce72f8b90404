package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.ecsmetrics.agent.CpuLimit;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is set: each setting has an allowed value, there are no more warnings than settings, and
 * no warning has a password in it.
 *
 * <p>An input is the agent argument in its first line; each other line is a system property if its
 * key is in lower case, else an environment variable.
 */
class SettingsFuzzTest {
  private static final List<String> FIELDS = List.of(TaskIdentity.fields());

  @ValueSource(
      strings = {
        "",
        "port=0,host=::1,interval=500ms,timeout=1m,startup.wait=0,mdc.keys=task_family,task_id:id",
        "enabled=FALSE,jvm.metrics=false,raw.endpoints=no,tools=,debug,containers.exclude=,a*,",
        "auth.user=u,auth.password=secret,auth.password.file=/f,tls.keystore.password=secret",
        "push.url=https://gateway/x,push.user=u,push.password=secret,push.timeout=99s",
        "port=70000,,=,==,prot=1\necs.metrics.exporter.port=x\nECS_METRICS_EXPORTER_PORT=off",
        "\nECS_CONTAINER_METADATA_URI_V4=http://169.254.170.2/v4/a\nECS_CONTAINER_METADATA_URI=x",
        "metadata.uri=http://[fe80::1%25eth0]:80/\necs.metrics.exporter.mdc.keys=task_famly, :x",
        "http://user:",
        "push.url=http://user:a/b@c,push.ulr=x://y:z\necs.metrics.exporter.metadata.uri=user:a@b",
        "memory.warn=90%\necs.metrics.exporter.memory.warn=%",
        "auth.pasword=secret\nECS_METRICS_EXPORTER_AUTH_PASSWORT=secret",
      })
  @FuzzTest
  void anythingGivesValidSettings(@NotNull String settings) {
    CpuLimit limit = new CpuLimit();
    String[] lines = settings.split("\n", -1);
    Properties properties = new Properties();
    Map<String, String> environment = new HashMap<>();
    int said = pieces(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      int equals = lines[i].indexOf('=');
      if (equals < 1) continue;
      String key = lines[i].substring(0, equals);
      String value = lines[i].substring(equals + 1);
      if (Character.isLowerCase(key.charAt(0))) properties.setProperty(key, value);
      else environment.put(key, value);
      said += pieces(value);
    }
    // Longer than the input, so that only a leak can print it.
    String secret = "x".repeat(settings.length() + 10);
    String argument = lines[0] + ",auth.password=a,b=" + secret;
    properties.setProperty("ecs.metrics.exporter.tls.keystore.password", secret);
    environment.put("ECS_METRICS_EXPORTER_PUSH_PASSWORD", secret);
    environment.put("ECS_METRICS_EXPORTER_PUSH_PASWORD", secret);
    String address = lines[0] + secret + "@" + lines[0];
    environment.put("ECS_METRICS_EXPORTER_PUSH_ULR", address);
    environment.putIfAbsent("ECS_METRICS_EXPORTER_PUSH_URL", address);
    said += 7;

    Settings parsed = Settings.parse(argument, properties, environment);

    assertValid(parsed);
    assertTrue(parsed.warnings.size() <= said, parsed.warnings::toString);
    for (String warning : parsed.warnings) {
      assertFalse(warning.contains(secret), warning);
    }
    if (parsed.push != null) assertFalse(parsed.push.address.toString().contains(secret));
    limit.check();
  }

  /** How many things could be wrong with it. */
  private static int pieces(String value) {
    return value.split(",", -1).length;
  }

  private static void assertValid(Settings parsed) {
    if (parsed.server != null) assertIn(0, 65_535, parsed.server.port);
    assertIn(100, 3_600_000, parsed.intervalMillis);
    assertIn(10, 60_000, parsed.timeoutMillis);
    assertIn(0, 60_000, parsed.startupWaitMillis);
    assertIn(0, 100, parsed.memoryWarnPercent);
    if (parsed.server != null) assertNotEquals("", parsed.server.host);
    assertTrue(
        parsed.metadataUri == null || parsed.metadataUri.regionMatches(true, 0, "http://", 0, 7));
    assertTrue(FIELDS.containsAll(parsed.mdcKeys.values()), parsed.mdcKeys::toString);
    assertFalse(parsed.mdcKeys.containsKey(""));
    assertFalse(parsed.containersInclude.contains(""));
    assertFalse(parsed.containersExclude.contains(""));
    if (parsed.push != null) assertIn(100, 60_000, parsed.push.timeoutMillis);
  }

  private static void assertIn(int least, int most, int value) {
    assertTrue(value >= least && value <= most, () -> value + " is not " + least + " to " + most);
  }
}
