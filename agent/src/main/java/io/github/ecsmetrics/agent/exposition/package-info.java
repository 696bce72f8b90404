/**
 * The text of {@code /metrics}. client_java writes it, and the text of each snapshot is kept for as
 * long as the snapshot stays the same. The application's metrics are merged by family if that is
 * configured.
 *
 * <p>Begin with {@link Exposition}.
 *
 * <p>Imports: {@code application}, {@code families}.
 */
package io.github.ecsmetrics.agent.exposition;
