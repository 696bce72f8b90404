/**
 * The metrics: the last snapshot of the task, and the JVM's own numbers, as series.
 *
 * <p>Before the first scrape or push, only {@link MemoryWarning} and {@link PushStats} and what
 * they use are loaded, each only if its setting is on. Begin with {@link TaskCollector} and {@link
 * JvmCollector}.
 *
 * <p>Imports: {@code classes}, {@code jdk}, {@code json}, {@code kernel}, {@code log}, {@code
 * metadata}, {@code settings}, {@code task}.
 */
package io.github.ecsmetrics.agent.metrics;
