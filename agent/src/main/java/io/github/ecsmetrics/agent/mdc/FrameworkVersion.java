package io.github.ecsmetrics.agent.mdc;

import java.security.CodeSource;
import java.security.ProtectionDomain;

/** The version and the file of a framework's class, for a line on stderr. */
final class FrameworkVersion {
  private FrameworkVersion() {}

  /**
   * For example {@code " 1.5.18 (logback-classic-1.5.18.jar)"}, without the parts that are unknown.
   *
   * @param loaded null while the class is loading
   * @param domain null for the boot loader
   */
  static String of(Class<?> loaded, ProtectionDomain domain) {
    return version(loaded) + file(domain);
  }

  private static String version(Class<?> loaded) {
    Package declared = loaded == null ? null : loaded.getPackage();
    String version = declared == null ? null : declared.getImplementationVersion();
    return version == null ? "" : " " + version;
  }

  private static String file(ProtectionDomain domain) {
    CodeSource source = domain == null ? null : domain.getCodeSource();
    if (source == null || source.getLocation() == null) return "";
    String path = source.getLocation().toString();
    while (path.endsWith("/") || path.endsWith("!")) path = path.substring(0, path.length() - 1);
    return " (" + path.substring(path.lastIndexOf('/') + 1) + ")";
  }
}
