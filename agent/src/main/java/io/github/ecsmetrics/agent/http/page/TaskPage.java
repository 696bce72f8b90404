package io.github.ecsmetrics.agent.http.page;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metrics.JvmReport;
import io.github.ecsmetrics.agent.metrics.LastPush;
import io.github.ecsmetrics.agent.task.TaskSnapshot;

/** The page at {@code /}: the state of this task for people, in a browser or a terminal. */
public final class TaskPage {
  /** The {@code Content-Security-Policy} of {@link #html()}. */
  public static final String POLICY = HtmlPage.POLICY;

  private final TaskReport report;

  /**
   * The page for one snapshot.
   *
   * @param filter the containers to list; the line of the whole task counts every container
   * @param rawEndpoints whether {@code /task} and {@code /stats} are served, so that links work
   * @param jvm null if the JVM's numbers are not served
   * @param push null if nothing is pushed by OTLP
   */
  public TaskPage(
      TaskSnapshot snapshot,
      ContainerFilter filter,
      boolean rawEndpoints,
      JvmReport jvm,
      LastPush push) {
    this.report = new TaskReport(snapshot, filter, rawEndpoints, jvm, push);
  }

  /** HTML for a browser. */
  public String html() {
    return HtmlPage.of(report);
  }

  /** Plain text for a terminal. */
  public String text() {
    return TextPage.of(report);
  }
}
