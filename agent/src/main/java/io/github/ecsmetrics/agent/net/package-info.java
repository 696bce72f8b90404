/**
 * One HTTP request over a socket, within a deadline: the address, the bytes, the response, and the
 * words for what went wrong. Nothing of the application's (proxies, cookies, URL handlers) reaches
 * it.
 *
 * <p>Begin with {@link HttpResponse}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.net;
