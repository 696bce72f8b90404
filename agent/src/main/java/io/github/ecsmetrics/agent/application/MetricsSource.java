package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.OutputStream;

/**
 * A place that metrics of the application are read from: a registry or a page. Its text, as the
 * name of the place, is printed in messages.
 */
interface MetricsSource {
  /**
   * Writes all metrics. Runs code of the application, which may throw anything or never return.
   *
   * @param wanted the format to write if the application can
   * @return the format that was written
   */
  TextFormat write(TextFormat wanted, OutputStream out) throws Throwable;
}
