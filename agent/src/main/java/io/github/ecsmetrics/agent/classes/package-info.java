/**
 * The agent's own classes: the jar they come from, which others may overwrite under a running JVM,
 * and how they are defined into class loaders that are not ours.
 */
package io.github.ecsmetrics.agent.classes;
