/**
 * The application's own metrics: finds their registries in the JVM, or reads its pages, and merges
 * them by family.
 *
 * <p>Nothing here is loaded without {@code app.metrics}. Begin with {@link ApplicationMetrics}.
 *
 * <p>Imports: {@code classes}, {@code families}, {@code jdk}, {@code log}, {@code metrics}, {@code
 * net}, {@code settings}, {@code tls}.
 */
package io.github.ecsmetrics.agent.application;
