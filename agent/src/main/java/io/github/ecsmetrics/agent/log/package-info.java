/**
 * The agent's lines on stderr: one for each problem that a person should act on.
 *
 * <p>Begin with {@link AgentLog}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.log;
