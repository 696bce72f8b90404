package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The agent's settings.
 *
 * <p>To add a setting, add a line to {@link #TABLE}, read it in the settings class of its feature,
 * and add a row to docs/settings.md, which a test compares with the table.
 */
public final class Settings {
  /**
   * Each setting: its key; its default, empty for none; the least and the most allowed, if it is a
   * number or a duration. All in the notation of the settings.
   */
  static final String[][] TABLE = {
    {"enabled", "true"},
    {"tools", "false"},
    {"debug", "false"},
    {"metadata.uri", ""},
    {"interval", "10s", "100ms", "60m"},
    {"timeout", "2s", "10ms", "1m"},
    {"startup.wait", "500ms", "0", "1m"},
    {"jvm.metrics", "true"},
    {"memory.warn", "off", "1%", "100%"},
    {"raw.endpoints", "true"},
    {"labels", ""},
    {"labels.tags", ""},
    {"app.metrics", "off"},
    {"app.metrics.timeout", "2s", "10ms", "1m"},
    {"app.metrics.conflicts", "agent"},
    {"app.metrics.labels", "true"},
    {"app.metrics.remote", "false"},
    {"app.metrics.tls.ca", ""},
    {"containers.include", ""},
    {"containers.exclude", "~internal~ecs*"},
    {"port", "9546", "0", "65535"},
    {"host", ""},
    {"auth.user", ""},
    {"auth.password", ""},
    {"auth.password.file", ""},
    {"tls.certificate", ""},
    {"tls.key", ""},
    {"tls.keystore", ""},
    {"tls.keystore.password", ""},
    {"tls.client.ca", ""},
    {"mdc.keys", "task_family,task_revision"},
    {"properties.prefix", "ecs.metadata."},
    {"otel.resource", "false"},
    {"spring.tags", "false"},
    {"push.url", ""},
    {"push.timeout", "2s", "100ms", "1m"},
    {"push.user", ""},
    {"push.password", ""},
    {"push.tls.ca", ""},
    {"otlp.endpoint", ""},
    {"otlp.interval", "60s", "1s", "60m"},
    {"otlp.timeout", "10s", "100ms", "1m"},
    {"otlp.headers", ""},
    {"otlp.headers.file", ""},
    {"otlp.temporality", "cumulative"},
    {"otlp.resource", ""},
    {"otlp.auth", ""},
    {"otlp.tls.ca", ""},
  };

  public final boolean enabled;

  /** Whether the agent also starts in JDK tools. */
  public final boolean tools;

  /** Whether decisions and stack traces are printed on stderr. */
  public final boolean debug;

  /** Base address of the metadata endpoint as given, or null outside ECS. */
  public final String metadataUri;

  /** Time between two polls of the endpoint, 100 ms to 60 min. */
  public final int intervalMillis;

  /**
   * Longest time for one request to the endpoint, from connect to the last byte, 10 ms to 1 min.
   */
  public final int timeoutMillis;

  /** Longest time that {@code main} waits for the identity of the task, 0 to 1 min. */
  public final int startupWaitMillis;

  /** Whether {@code jvm_*} and {@code process_*} are served. */
  public final boolean jvmMetrics;

  /** Percentage of the memory limit above which a line is printed; 0 for none. */
  public final int memoryWarnPercent;

  /** Globs of container names; empty serves all that are not excluded. */
  public final List<String> containersInclude;

  /** Globs of container names that are not served, even if they are included. */
  public final List<String> containersExclude;

  /** Null if no setting adds labels to the series. */
  public final LabelSettings labels;

  /** Null if the application's own metrics are not read. */
  public final AppMetricsSettings appMetrics;

  /** Null if there is no server. */
  public final ServerSettings server;

  /** MDC key to identity field, in the order given. */
  public final Map<String, String> mdcKeys;

  /** Beginning of the names of the system properties; empty sets none. */
  public final String propertiesPrefix;

  /** Whether the resource of the application's OpenTelemetry gets the task. */
  public final boolean otelResource;

  /** Whether the common tags of Spring Boot's metrics get the task. */
  public final boolean springTags;

  /** Null if nothing is pushed when the JVM ends. */
  public final PushSettings push;

  /** Null if nothing is pushed by OTLP. */
  public final OtlpSettings otlp;

  /** One line for each wrong value and each unknown key; none of them stops the agent. */
  public final List<String> warnings;

  private Settings(SettingReader settings, Map<String, String> environment) {
    enabled = settings.flag("enabled");
    tools = settings.flag("tools");
    debug = settings.flag("debug");
    metadataUri = metadataUri(settings, environment);
    intervalMillis = settings.millis("interval");
    timeoutMillis = settings.millis("timeout");
    startupWaitMillis = settings.millis("startup.wait");
    jvmMetrics = settings.flag("jvm.metrics");
    memoryWarnPercent = Math.max(0, settings.percentOrOff("memory.warn"));
    containersInclude = settings.list("containers.include");
    containersExclude = settings.list("containers.exclude");
    labels = settings.anySet("labels") ? LabelSettings.from(settings) : null;
    appMetrics = settings.anySet("app.metrics") ? AppMetricsSettings.from(settings) : null;
    server = ServerSettings.from(settings);
    mdcKeys = mdcKeys(settings);
    propertiesPrefix = settings.textEvenEmpty("properties.prefix");
    otelResource = settings.flag("otel.resource");
    springTags = settings.flag("spring.tags");
    push = settings.anySet("push.") ? PushSettings.from(settings) : null;
    otlp = settings.anySet("otlp.") ? OtlpSettings.from(settings, environment) : null;
    warnings = settings.warnings();
  }

  /**
   * The settings of this JVM.
   *
   * @param argument the agent argument, or null
   */
  public static Settings parse(String argument) {
    return parse(argument, System.getProperties(), System.getenv());
  }

  static Settings parse(String argument, Properties system, Map<String, String> environment) {
    SettingSources sources = SettingSources.read(argument, system, environment, keys());
    return new Settings(new SettingReader(sources), environment);
  }

  private static String[] keys() {
    String[] keys = new String[TABLE.length];
    for (int i = 0; i < keys.length; i++) keys[i] = TABLE[i][0];
    return keys;
  }

  /** The longest time for the last push when the JVM ends; only if metrics are pushed. */
  public int lastPushMillis() {
    return push != null ? push.timeoutMillis : otlp.lastPushMillis;
  }

  private static String metadataUri(SettingReader settings, Map<String, String> environment) {
    String value = settings.text("metadata.uri");
    if (value != null) {
      String flaw = HttpAddress.flaw(value);
      if (flaw == null) return value;
      settings.reject("metadata.uri", flaw);
    }
    String[] variables = {"ECS_CONTAINER_METADATA_URI_V4", "ECS_CONTAINER_METADATA_URI"};
    for (String variable : variables) {
      String given = environment.get(variable);
      if (given == null || given.isEmpty()) continue;
      String flaw = HttpAddress.flaw(given);
      if (flaw == null) return given;
      settings.warn(variable + "=" + Redacted.url(given) + " is " + flaw + "; ignoring it");
    }
    return null;
  }

  /** {@code field} or {@code field:key}, separated by commas. */
  private static Map<String, String> mdcKeys(SettingReader settings) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String entry : settings.list("mdc.keys")) {
      int colon = entry.indexOf(':');
      String field = colon < 0 ? entry : entry.substring(0, colon).trim();
      String key = colon < 0 ? entry : entry.substring(colon + 1).trim();
      if (TaskIdentity.isField(field) && !key.isEmpty()) {
        keys.put(key, field);
      } else {
        settings.warn(
            "mdc.keys: "
                + entry
                + " is not a field or field:key, and is ignored; did you mean "
                + ClosestMatch.to(field, TaskIdentity.fields())
                + "?");
      }
    }
    return Collections.unmodifiableMap(keys);
  }
}
