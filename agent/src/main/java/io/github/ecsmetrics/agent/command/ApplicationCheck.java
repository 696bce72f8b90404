package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.application.ApplicationMetrics;
import io.github.ecsmetrics.agent.families.MergedFamilies;
import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.metrics.ApplicationStats;
import io.github.ecsmetrics.agent.net.HttpAddress;
import io.github.ecsmetrics.agent.settings.AppMetricsSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** Reads the configured pages of the application once. */
final class ApplicationCheck {
  private final CheckCommand check;

  ApplicationCheck(CheckCommand check) {
    this.check = check;
  }

  /** Prints a line if the application's metrics are to be merged. */
  void run(Settings settings, TaskMonitor monitor) {
    AppMetricsSettings app = settings.appMetrics;
    if (app == null) return;
    if (app.pages.isEmpty()) {
      check.print("app", "its registries are looked for in its own JVM, with each scrape");
      return;
    }
    for (HttpAddress page : app.pages) run(app.onlyWith(page), settings, monitor);
  }

  private void run(AppMetricsSettings page, Settings settings, TaskMonitor monitor) {
    ApplicationMetrics application =
        new ApplicationMetrics(page, null, new ApplicationStats(monitor, settings.labels));
    application.reportUnreachable();
    long end = System.nanoTime() + page.timeoutMillis * 1_000_000L;
    MergedFamilies families = application.read(new MetricSnapshots[0], TextFormat.PLAIN, null, end);
    String counts =
        page.pages.get(0) + ": families " + families.merged() + ", invalid " + families.invalid();
    if (families.merged() > 0) check.print("app", counts);
    else check.problem("app", counts);
  }
}
