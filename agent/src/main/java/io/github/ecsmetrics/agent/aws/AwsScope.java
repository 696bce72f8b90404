package io.github.ecsmetrics.agent.aws;

import java.util.Locale;

/** The service and the region that a signature is for, e.g. {@code monitoring/eu-central-1}. */
public final class AwsScope {
  private static final String[] SUFFIXES = {".amazonaws.com", ".amazonaws.com.cn", ".api.aws"};
  private static final String VPC = ".vpce";

  final String service;
  final String region;

  private AwsScope(String service, String region) {
    this.service = service;
    this.region = region;
  }

  /** Reads {@code SERVICE/REGION}; null if it is anything else. */
  public static AwsScope parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1 || text.indexOf('/', slash + 1) > 0) return null;
    return new AwsScope(text.substring(0, slash), text.substring(slash + 1));
  }

  /**
   * The scope of a host of AWS, {@code SERVICE[-fips].REGION.amazonaws.com} or a VPC endpoint of
   * it, {@code vpce-0a1b.SERVICE.REGION.vpce.amazonaws.com}; null if it is another host, or if it
   * does not show both.
   */
  public static AwsScope ofHost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (!name.endsWith(suffix)) continue;
      String scope = name.substring(0, name.length() - suffix.length());
      if (scope.endsWith(VPC)) scope = withoutEndpoint(scope);
      AwsScope found = parse(scope.replace("-fips.", ".").replace('.', '/'));
      return found == null || !found.isOfAws() ? null : found;
    }
    return null;
  }

  /** Not a vendor's endpoint service, nor an instance's own name. */
  private boolean isOfAws() {
    if (service.startsWith("vpce-svc-")) return false;
    return region.matches("[a-z]{2}(-[a-z]+)+-[0-9]+");
  }

  private static String withoutEndpoint(String name) {
    String scope = name.substring(0, name.length() - VPC.length());
    return scope.substring(scope.indexOf('.') + 1);
  }

  /**
   * Where CloudWatch takes metrics by OTLP.
   *
   * @param region e.g. that of {@code AWS_REGION}
   */
  public static String cloudWatchUrl(String region) {
    String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
    return "https://monitoring." + region + suffix + "/v1/metrics";
  }

  @Override
  public String toString() {
    return service + "/" + region;
  }
}
