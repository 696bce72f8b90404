/**
 * Streaming JSON: the reader, and the mapping of members to fields. It knows nothing of ECS.
 *
 * <p>Begin with {@link FieldMapping}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.json;
