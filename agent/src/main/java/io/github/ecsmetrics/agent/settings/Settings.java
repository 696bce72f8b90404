package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.log.Redacted;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The agent's settings, with every default in one place. */
public final class Settings {
  public static final int NO_SERVER = -1;

  public static final String[] KEYS = {
    "enabled",
    "port",
    "host",
    "metadata.uri",
    "interval",
    "timeout",
    "startup.wait",
    "properties.prefix",
    "mdc.keys",
    "jvm.metrics",
    "raw.endpoints",
    "auth.user",
    "auth.password",
    "auth.password.file",
    "tls.certificate",
    "tls.key",
    "tls.keystore",
    "tls.keystore.password",
    "tls.client.ca",
    "containers.include",
    "containers.exclude",
    "push.url",
    "push.timeout",
    "push.user",
    "push.password",
    "push.tls.ca",
    "tools",
    "debug",
  };

  public final boolean enabled;

  /** 0 to 65535, or {@link #NO_SERVER}. */
  public final int port;

  /** Address to bind, or null for all interfaces. */
  public final String host;

  /** Base of the metadata endpoint as given, or null outside ECS. */
  public final String metadataUri;

  public final int intervalMillis;
  public final int timeoutMillis;
  public final int startupWaitMillis;

  /** What the names of the system properties begin with; empty sets none. */
  public final String propertiesPrefix;

  /** MDC key to identity field, in the order given. */
  public final Map<String, String> mdcKeys;

  public final boolean jvmMetrics;
  final boolean rawEndpoints;

  /**
   * Where the server listens and to whom it answers, unless {@link #port} says that there is none.
   */
  public final ServerSettings server;

  /** Globs of container names; empty serves all that are not excluded. */
  public final List<String> containersInclude;

  public final List<String> containersExclude;

  /** Where to push when the JVM ends, or null. */
  public final PushSettings push;

  public final boolean tools;
  public final boolean debug;

  /** One line per wrong value or unknown key; none of them stops the agent. */
  public final List<String> warnings;

  private Settings(SettingReader settings, Map<String, String> environment) {
    enabled = settings.flag("enabled", true);
    port = settings.number("port", 9546, 65_535, "off");
    host = settings.text("host");
    metadataUri = metadataUri(settings, environment);
    intervalMillis = settings.millis("interval", 10_000, 100, 3_600_000);
    timeoutMillis = settings.millis("timeout", 2_000, 10, 60_000);
    startupWaitMillis = settings.millis("startup.wait", 500, 0, 60_000);
    propertiesPrefix = settings.textEvenEmpty("properties.prefix", "ecs.metadata.");
    mdcKeys = mdcKeys(settings);
    jvmMetrics = settings.flag("jvm.metrics", true);
    rawEndpoints = settings.flag("raw.endpoints", true);
    containersInclude = settings.list("containers.include", "");
    containersExclude = settings.list("containers.exclude", "~internal~ecs*");
    server =
        ServerSettings.of(host, port, rawEndpoints)
            .withContainers(containersInclude, containersExclude)
            .withAuth(
                settings.text("auth.user"),
                settings.text("auth.password"),
                settings.text("auth.password.file"))
            .withTls(
                settings.text("tls.certificate"),
                settings.text("tls.key"),
                settings.text("tls.keystore"),
                settings.text("tls.keystore.password"),
                settings.text("tls.client.ca"));
    push = push(settings);
    tools = settings.flag("tools", false);
    debug = settings.flag("debug", false);
    warnings = settings.warnings();
  }

  /**
   * @param argument the agent argument, or null
   */
  public static Settings parse(
      String argument, Properties system, Map<String, String> environment) {
    return new Settings(
        new SettingReader(SettingSources.read(argument, system, environment, KEYS)), environment);
  }

  private static String metadataUri(SettingReader settings, Map<String, String> environment) {
    String value = settings.text("metadata.uri");
    if (value != null && HttpAddress.flaw(value) == null) return value;
    if (value != null)
      settings.reject("metadata.uri", "an http:// address, as in ECS_CONTAINER_METADATA_URI_V4");
    String[] variables = {"ECS_CONTAINER_METADATA_URI_V4", "ECS_CONTAINER_METADATA_URI"};
    for (String variable : variables) {
      String given = environment.get(variable);
      if (given == null || given.isEmpty()) continue;
      String flaw = HttpAddress.flaw(given);
      if (flaw == null) return given;
      settings.warn(variable + "=" + Redacted.url(given) + " is " + flaw + "; it is ignored");
    }
    return null;
  }

  private static PushSettings push(SettingReader settings) {
    int timeoutMillis = settings.millis("push.timeout", 2_000, 100, 60_000);
    String url = settings.text("push.url");
    if (url == null) return null;
    PushSettings push = PushSettings.of(url, timeoutMillis);
    if (push == null) {
      settings.reject("push.url", "an http:// or https:// address of a Pushgateway");
      return null;
    }
    String user = settings.text("push.user");
    String password = settings.text("push.password");
    if ((user == null) != (password == null))
      settings.warn("push.user and push.password need each other; neither is used");
    else push = push.withUser(user, password);
    return push.withCa(settings.text("push.tls.ca"));
  }

  /** {@code field} or {@code field:key}, separated by commas. */
  private static Map<String, String> mdcKeys(SettingReader settings) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String entry : settings.list("mdc.keys", "task_family,task_revision")) {
      int colon = entry.indexOf(':');
      String field = colon < 0 ? entry : entry.substring(0, colon).trim();
      String key = colon < 0 ? entry : entry.substring(colon + 1).trim();
      if (TaskIdentity.isField(field) && !key.isEmpty()) {
        keys.put(key, field);
      } else {
        settings.warn(
            "mdc.keys: "
                + entry
                + " is not field or field:key; the nearest field is "
                + ClosestMatch.to(field, TaskIdentity.fields())
                + "; it is left out");
      }
    }
    return Collections.unmodifiableMap(keys);
  }
}
