package io.github.ecsmetrics.agent.http;

/**
 * The time that a scrape may wait for the application. Prometheus gives its own timeout with each
 * request; half a second of it is left for the rest, as Prometheus' blackbox_exporter does.
 */
final class ScrapeTimeout {
  private static final double REST_SECONDS = 0.5;

  private ScrapeTimeout() {}

  /**
   * @param header the value of {@code X-Prometheus-Scrape-Timeout-Seconds}, or null
   * @param most milliseconds
   * @return milliseconds, from 0 to {@code most}
   */
  static int millis(String header, int most) {
    if (header == null) return most;
    try {
      double seconds = Double.parseDouble(header);
      double left = Math.max(seconds - REST_SECONDS, seconds / 2);
      return left > 0 ? (int) Math.min(most, left * 1000) : most;
    } catch (NumberFormatException notANumber) {
      return most;
    }
  }
}
