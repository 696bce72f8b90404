/**
 * The agent's own classes: the jar that holds them, and how they are defined in other class
 * loaders.
 *
 * <p>A deployment may overwrite or delete the jar under a running JVM. So the agent keeps it in
 * memory, and takes classes from there once the file has changed.
 *
 * <p>Begin with {@link AgentJar}. {@link ClassDefiner} is for helpers that have to live in the
 * class loader of a logging framework.
 *
 * <p>Imports: {@code log}.
 */
package io.github.ecsmetrics.agent.classes;
