/**
 * The metrics: the last snapshot of the task, and the JVM's own numbers, as series.
 *
 * <p>Nothing here is loaded before the first scrape. Begin with {@link TaskCollector} and {@link
 * JvmCollector}.
 *
 * <p>Imports: {@code jdk}, {@code json}, {@code kernel}, {@code metadata}, {@code task}.
 */
package io.github.ecsmetrics.agent.metrics;
