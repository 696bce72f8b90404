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
import java.util.List;

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
    ApplicationStats stats = new ApplicationStats(monitor, settings.labels);
    long end = System.nanoTime() + app.timeoutMillis * 1_000_000L;
    ApplicationMetrics application = new ApplicationMetrics(app, null, stats);
    application.reportUnreachable();
    MergedFamilies families = application.read(new MetricSnapshots[0], TextFormat.PLAIN, null, end);
    String pages = join(app.pages);
    String left = families.invalid() == 0 ? "" : ", and " + families.invalid() + " invalid ones";
    if (families.merged() > 0) {
      check.print("app", pages + ": " + families.merged() + " families" + left);
    } else {
      check.problem("app", pages + ": no metrics" + left);
    }
  }

  private static String join(List<HttpAddress> pages) {
    StringBuilder joined = new StringBuilder();
    for (HttpAddress page : pages) joined.append(joined.length() == 0 ? "" : ", ").append(page);
    return joined.toString();
  }
}
