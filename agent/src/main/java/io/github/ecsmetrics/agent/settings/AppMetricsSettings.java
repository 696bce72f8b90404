package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.net.HttpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The {@code app.metrics} settings: where the application's own metrics are, and how to merge. */
public final class AppMetricsSettings {
  private static final String KEY = "app.metrics";

  /** Pages to read; empty if the agent looks for the registries itself. */
  public final List<HttpAddress> pages;

  /** The longest that a scrape waits for the application, 10 to 60,000 ms. */
  public final int timeoutMillis;

  /** Whether the agent's family is served if the application has the same one. */
  public final boolean agentWins;

  /** Whether the application's series get the labels of the own container. */
  public final boolean labels;

  /** PEM file of the authorities to trust, or null for those that the JVM trusts. */
  public final String ca;

  private AppMetricsSettings(SettingReader settings, List<HttpAddress> pages) {
    this.pages = Collections.unmodifiableList(pages);
    timeoutMillis = settings.millis("app.metrics.timeout");
    agentWins = agentWins(settings);
    labels = settings.flag("app.metrics.labels");
    ca = settings.text("app.metrics.tls.ca");
  }

  private AppMetricsSettings(AppMetricsSettings other, HttpAddress page) {
    pages = Collections.singletonList(page);
    timeoutMillis = other.timeoutMillis;
    agentWins = other.agentWins;
    labels = other.labels;
    ca = other.ca;
  }

  /** Null if the application's metrics are not read. */
  static AppMetricsSettings from(SettingReader settings) {
    String given = settings.text(KEY);
    if (given.equalsIgnoreCase("off")) return null;
    List<HttpAddress> pages = new ArrayList<>();
    if (!given.equalsIgnoreCase("auto")) {
      boolean remote = settings.flag("app.metrics.remote");
      for (String url : settings.list(KEY)) add(pages, settings, url, remote);
      if (pages.isEmpty()) return null;
    }
    return new AppMetricsSettings(settings, pages);
  }

  /** The same with one page. */
  public AppMetricsSettings onlyWith(HttpAddress page) {
    return new AppMetricsSettings(this, page);
  }

  private static void add(
      List<HttpAddress> pages, SettingReader settings, String url, boolean remote) {
    String flaw = HttpAddress.flawOfAny(url);
    if (flaw != null) {
      settings.reject(KEY, url, flaw + ", \"auto\" or \"off\"", "ignoring it");
      return;
    }
    HttpAddress page = new HttpAddress(url);
    if (remote || page.isLoopback()) pages.add(page);
    else {
      settings.reject(
          KEY, url, "not on this host", "ignoring it; app.metrics.remote=true would allow it");
    }
  }

  private static boolean agentWins(SettingReader settings) {
    String winner = settings.text("app.metrics.conflicts");
    if (winner.equalsIgnoreCase("app")) return false;
    if (!winner.equalsIgnoreCase("agent")) {
      settings.reject("app.metrics.conflicts", "not \"agent\" or \"app\"");
    }
    return true;
  }
}
