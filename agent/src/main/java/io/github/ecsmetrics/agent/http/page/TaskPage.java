package io.github.ecsmetrics.agent.http.page;

import io.github.ecsmetrics.agent.metadata.Observation;

/** The page at {@code /}: what this task is doing, for a person with a browser or a terminal. */
public final class TaskPage {
  /** The {@code Content-Security-Policy} of {@link #html}. */
  public static final String POLICY = HtmlPage.POLICY;

  private TaskPage() {}

  /**
   * For a browser.
   *
   * @param rawEndpoints whether {@code /task} and {@code /stats} are there to be linked to
   */
  public static String html(Observation observation, boolean rawEndpoints) {
    return HtmlPage.of(TaskReport.of(observation, rawEndpoints));
  }

  /** The same for a terminal. */
  public static String text(Observation observation, boolean rawEndpoints) {
    return TextPage.of(TaskReport.of(observation, rawEndpoints));
  }
}
