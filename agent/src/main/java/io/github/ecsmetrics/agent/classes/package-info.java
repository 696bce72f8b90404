/**
 * The agent's own classes: the jar that holds them, which another program may overwrite under a
 * running JVM, and how they are defined in other class loaders.
 *
 * <p>Begin with {@link AgentJar}.
 *
 * <p>Imports: {@code log}.
 */
package io.github.ecsmetrics.agent.classes;
