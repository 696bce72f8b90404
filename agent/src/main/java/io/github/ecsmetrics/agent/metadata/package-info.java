/**
 * A task, its containers and their stats, as version 4 of the ECS task metadata endpoint describes
 * them. No value is null unless its javadoc says so.
 *
 * <p>Begin with {@link Task} and {@link Stats}.
 *
 * <p>Imports: {@code json}.
 */
package io.github.ecsmetrics.agent.metadata;
