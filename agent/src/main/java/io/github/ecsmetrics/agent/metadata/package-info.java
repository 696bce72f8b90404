/**
 * A task, its containers and their stats, as version 4 of the ECS task metadata endpoint describes
 * them. No value is null unless its javadoc says so.
 *
 * <p>Begin with {@link MetadataClient} and {@link Task}.
 *
 * <p>Imports: {@code classes}, {@code json}, {@code log}, {@code net}.
 */
package io.github.ecsmetrics.agent.metadata;
