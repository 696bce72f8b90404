/**
 * The metrics: the last snapshot of the task, and the JVM's own numbers, as series.
 *
 * <p>Nothing here is loaded before the first scrape, except {@link MemoryWarning} if it is on.
 * Begin with {@link TaskCollector} and {@link JvmCollector}.
 *
 * <p>Imports: {@code classes}, {@code jdk}, {@code json}, {@code kernel}, {@code log}, {@code
 * metadata}, {@code settings}, {@code task}.
 */
package io.github.ecsmetrics.agent.metrics;
