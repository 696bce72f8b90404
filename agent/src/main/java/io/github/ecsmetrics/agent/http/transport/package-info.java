/**
 * Non-blocking reads and writes on one connection, in clear text or with TLS.
 *
 * <p>Begin with {@link Transport}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.http.transport;
