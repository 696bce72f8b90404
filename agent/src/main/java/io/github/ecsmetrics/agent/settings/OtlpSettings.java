package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.aws.AwsScope;
import io.github.ecsmetrics.agent.net.HttpAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code otlp.*} settings: where to push metrics every interval, and how. */
public final class OtlpSettings {
  private static final String CLOUDWATCH = "cloudwatch";

  public final HttpAddress address;

  /** 1,000 to 3,600,000 ms. */
  public final int intervalMillis;

  /** For one request, from connecting to the last byte; 100 to 60,000 ms. */
  public final int timeoutMillis;

  /** For the last push when the JVM ends: {@code push.timeout}. */
  public final int lastPushMillis;

  /** Names and values of further headers, in the order given. */
  public final Map<String, String> headers;

  /** File with further headers, one {@code name=value} a line; null for none. */
  public final String headersFile;

  /** Whether counters are sent as the difference to the last push. */
  public final boolean delta;

  /** Resource attributes that win over those that the agent knows. */
  public final Map<String, String> resource;

  /** PEM file of the authorities to trust, or null for those that the JVM trusts. */
  public final String ca;

  /** The scope of AWS signatures, or null if requests are not signed. */
  public final AwsScope signature;

  private OtlpSettings(
      SettingReader settings, Map<String, String> environment, HttpAddress address) {
    this.address = address;
    intervalMillis = settings.millis("otlp.interval");
    timeoutMillis = settings.millis("otlp.timeout");
    lastPushMillis = settings.millis("push.timeout");
    headers = headers(settings);
    headersFile = settings.text("otlp.headers.file");
    delta = isDelta(settings);
    resource = resource(settings, environment);
    ca = settings.text("otlp.tls.ca");
    signature = signature(settings, address);
    warnOfAddress(settings, address, signature != null);
  }

  /** The path is used as given, as OpenTelemetry's own variable for metrics has it. */
  private static void warnOfAddress(SettingReader settings, HttpAddress address, boolean signed) {
    if (address.path.isEmpty()) {
      settings.warn(
          "otlp.endpoint="
              + address
              + " has no path; most receivers take metrics at /v1/metrics. Pushing to /");
    }
    if (signed && address.user() != null) {
      settings.warn("otlp.endpoint has a user, which signed requests (otlp.auth) do not send");
    }
  }

  /** Null if there is no address to push to. */
  static OtlpSettings from(SettingReader settings, Map<String, String> environment) {
    HttpAddress address = address(settings, environment);
    return address == null ? null : new OtlpSettings(settings, environment, address);
  }

  private static HttpAddress address(SettingReader settings, Map<String, String> environment) {
    String url = settings.text("otlp.endpoint");
    if (url == null) return null;
    if (url.equalsIgnoreCase(CLOUDWATCH)) {
      String region = environment.get("AWS_REGION");
      if (region == null || region.isEmpty()) region = environment.get("AWS_DEFAULT_REGION");
      if (region == null || region.isEmpty()) {
        settings.warn(
            "otlp.endpoint=cloudwatch needs the variable AWS_REGION, or give the whole URL;"
                + " nothing will be pushed by OTLP");
        return null;
      }
      url = AwsScope.cloudWatchUrl(region);
    }
    String flaw = HttpAddress.flawOfAny(url);
    if (flaw == null) return new HttpAddress(url);
    settings.reject("otlp.endpoint", flaw + " or \"cloudwatch\"", "nothing will be pushed by OTLP");
    return null;
  }

  /** Values are not printed, because they may be secret. */
  private static Map<String, String> headers(SettingReader settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Pair pair : Pair.split(settings.text("otlp.headers"), ';')) {
      if (pair.isHeader()) headers.put(pair.name, pair.value);
      else
        settings.warn(
            "otlp.headers has an entry that is not name=value or that the agent sets itself; ignoring it");
    }
    return Collections.unmodifiableMap(headers);
  }

  private static boolean isDelta(SettingReader settings) {
    String temporality = settings.text("otlp.temporality");
    if (temporality.equalsIgnoreCase("delta")) return true;
    if (!temporality.equalsIgnoreCase("cumulative")) {
      settings.reject("otlp.temporality", "not \"cumulative\" or \"delta\"");
    }
    return false;
  }

  /** OpenTelemetry's two variables first, then {@code otlp.resource}, which wins. */
  private static Map<String, String> resource(
      SettingReader settings, Map<String, String> environment) {
    Map<String, String> resource = new LinkedHashMap<>();
    for (Pair pair : Pair.split(environment.get("OTEL_RESOURCE_ATTRIBUTES"), ',')) {
      if (pair.isPair()) resource.put(pair.name, pair.percentDecoded());
    }
    String service = environment.get("OTEL_SERVICE_NAME");
    if (service != null && !service.isEmpty()) resource.put("service.name", service);
    for (Pair pair : Pair.split(settings.text("otlp.resource"), ';')) {
      if (pair.isPair()) resource.put(pair.name, pair.value);
      else settings.warn("otlp.resource: " + pair.text + " is not name=value; ignoring it");
    }
    return Collections.unmodifiableMap(resource);
  }

  private static AwsScope signature(SettingReader settings, HttpAddress address) {
    AwsScope ofHost = address.tls ? AwsScope.ofHost(address.host()) : null;
    String auth = settings.text("otlp.auth");
    if (auth == null) return ofHost;
    if (auth.equalsIgnoreCase("none")) return null;
    if (auth.equalsIgnoreCase("sigv4") && ofHost != null) return ofHost;
    AwsScope given = auth.startsWith("sigv4:") ? AwsScope.parse(auth.substring(6)) : null;
    if (given != null) return given;
    String flaw =
        auth.equalsIgnoreCase("sigv4")
            ? "not enough for this host; give sigv4:SERVICE/REGION"
            : "not \"none\", \"sigv4\" or \"sigv4:SERVICE/REGION\"";
    settings.reject("otlp.auth", flaw);
    return ofHost;
  }
}
