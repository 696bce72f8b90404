package io.github.ecsmetrics.agent.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
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
 * Whatever is set: every option has a valid value, what is wrong is said in no more lines than
 * there are settings, and no line tells a password.
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
        "auth.pasword=secret\nECS_METRICS_EXPORTER_AUTH_PASSWORT=secret",
      })
  @FuzzTest
  void anythingGivesValidOptions(@NotNull String settings) {
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

    Settings options = Settings.parse(argument, properties, environment);

    assertValid(options);
    assertTrue(options.warnings.size() <= said, options.warnings::toString);
    for (String warning : options.warnings) {
      assertFalse(warning.contains(secret), warning);
    }
    if (options.push != null) assertFalse(options.push.toString().contains(secret));
    limit.check();
  }

  /** How many things could be wrong with it. */
  private static int pieces(String value) {
    return value.split(",", -1).length;
  }

  private static void assertValid(Settings options) {
    assertIn(-1, 65_535, options.port);
    assertIn(100, 3_600_000, options.intervalMillis);
    assertIn(10, 60_000, options.timeoutMillis);
    assertIn(0, 60_000, options.startupWaitMillis);
    assertTrue(options.host == null || !options.host.isEmpty());
    assertTrue(
        options.metadataUri == null || options.metadataUri.regionMatches(true, 0, "http://", 0, 7));
    assertTrue(FIELDS.containsAll(options.mdcKeys.values()), options.mdcKeys::toString);
    assertFalse(options.mdcKeys.containsKey(""));
    assertFalse(options.containersInclude.contains(""));
    assertFalse(options.containersExclude.contains(""));
    if (options.push != null) assertIn(100, 60_000, options.push.timeoutMillis());
  }

  private static void assertIn(int least, int most, int value) {
    assertTrue(value >= least && value <= most, () -> value + " is not " + least + " to " + most);
  }
}
