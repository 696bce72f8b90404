/**
 * The agent's log: one line on stderr for each problem that a person should act on.
 *
 * <p>Begin with {@link AgentLog}, which every other package may use. {@link Problems} keeps a
 * problem that repeats from being logged again, {@link StderrWriter} keeps a stderr that nobody
 * reads from blocking the application.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.log;
