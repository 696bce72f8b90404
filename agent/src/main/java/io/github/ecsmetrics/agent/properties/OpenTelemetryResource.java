package io.github.ecsmetrics.agent.properties;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.task.ResourceAttributes;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The task as resource attributes of the application's OpenTelemetry.
 *
 * <p>SDKs and the agent of OpenTelemetry read {@code otel.resource.attributes}; the system property
 * replaces the variable {@code OTEL_RESOURCE_ATTRIBUTES}. So the property gets what is set in
 * either, and then the task. Spring Boot's own tracing reads the variable and {@code
 * management.opentelemetry.resource-attributes} only.
 */
public final class OpenTelemetryResource {
  private static final String PROPERTY = "otel.resource.attributes";
  private static final String VARIABLE = "OTEL_RESOURCE_ATTRIBUTES";
  private static final String SPRING = "management.opentelemetry.resource-attributes.";

  /** OpenTelemetry's agent makes it visible to the boot class loader when it starts. */
  private static final String OTHER_AGENT = "io.opentelemetry.javaagent.bootstrap.AgentInitializer";

  /**
   * Visible ASCII characters that a W3C baggage value excludes, and those that separate attributes.
   */
  private static final String ENCODED = "\",;\\%=";

  private OpenTelemetryResource() {}

  /** Adds the attributes whose keys have no value yet. */
  public static void publish(TaskIdentity identity) {
    String property = System.getProperty(PROPERTY);
    String given = property == null ? System.getenv(VARIABLE) : property;
    Map<String, String> attributes = ResourceAttributes.of(identity);
    attributes.keySet().removeAll(keys(given));
    if (attributes.isEmpty()) return;
    System.setProperty(PROPERTY, append(given, attributes));
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      String name = SPRING + attribute.getKey();
      if (System.getProperty(name) == null) System.setProperty(name, attribute.getValue());
    }
    if (hasOtherAgentStarted()) {
      AgentLog.debug(
          "otel.resource: OpenTelemetry's agent has started before the task was known, and does not"
              + " show it; name this agent first on the command line");
    }
  }

  /** The keys of {@code key=value,key=value}. */
  private static Set<String> keys(String pairs) {
    Set<String> keys = new HashSet<>();
    if (pairs == null) return keys;
    for (String pair : pairs.split(",")) {
      int equals = pair.indexOf('=');
      if (equals > 0) keys.add(pair.substring(0, equals).trim());
    }
    return keys;
  }

  private static String append(String given, Map<String, String> attributes) {
    StringBuilder pairs = new StringBuilder(given == null ? "" : given.trim());
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (pairs.length() > 0) pairs.append(',');
      pairs.append(attribute.getKey()).append('=');
      appendEncoded(pairs, attribute.getValue());
    }
    return pairs.toString();
  }

  /** Percent-encodes the UTF-8 bytes that are no baggage octets. */
  private static void appendEncoded(StringBuilder text, String value) {
    for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = octet > ' ' && octet < 0x7f && ENCODED.indexOf(octet) < 0;
      if (plain) text.append((char) octet);
      else text.append('%').append(hex(octet >> 4)).append(hex(octet));
    }
  }

  private static char hex(int lowBits) {
    return Character.toUpperCase(Character.forDigit(lowBits & 0xf, 16));
  }

  private static boolean hasOtherAgentStarted() {
    try {
      Class.forName(OTHER_AGENT, false, null);
      return true;
    } catch (ClassNotFoundException notYet) {
      return false;
    }
  }
}
