/**
 * The bytes of one connection without blocking, in clear text or with TLS.
 *
 * <p>Begin with {@link Transport}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.http.transport;
