/**
 * What a scrape sees: the last observation of the task and the JVM's own numbers, as Prometheus
 * metrics.
 *
 * <p>Nothing of this is loaded before the first scrape.
 */
package io.github.ecsmetrics.agent.metrics;
