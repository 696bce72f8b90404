/**
 * What the ECS task metadata endpoint (version 4, fall-back 3) says: asking it, reading its JSON,
 * and remembering what was learnt. Nothing is null unless its javadoc says so.
 */
package io.github.ecsmetrics.agent.metadata;
