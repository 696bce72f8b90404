/**
 * The text of {@code /metrics}. client_java writes it, and the text of each snapshot is kept for as
 * long as the snapshot stays the same.
 *
 * <p>Begin with {@link Exposition}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.exposition;
