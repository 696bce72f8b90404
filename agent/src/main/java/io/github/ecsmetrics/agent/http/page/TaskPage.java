package io.github.ecsmetrics.agent.http.page;

import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.task.TaskSnapshot;

/** The page at {@code /}: what this task is doing, for a person with a browser or a terminal. */
public final class TaskPage {
  /** The {@code Content-Security-Policy} of {@link #html()}. */
  public static final String POLICY = HtmlPage.POLICY;

  private final TaskReport report;

  /**
   * The page of one moment.
   *
   * @param filter which containers it lists; the whole task is always all of them
   * @param rawEndpoints whether {@code /task} and {@code /stats} are there to be linked to
   */
  public TaskPage(TaskSnapshot snapshot, ContainerFilter filter, boolean rawEndpoints) {
    this.report = TaskReport.of(snapshot, filter, rawEndpoints);
  }

  /** For a browser. */
  public String html() {
    return HtmlPage.of(report);
  }

  /** The same for a terminal. */
  public String text() {
    return TextPage.of(report);
  }
}
