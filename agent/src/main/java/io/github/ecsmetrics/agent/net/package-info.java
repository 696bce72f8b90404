/**
 * One HTTP request over a socket of its own, within a deadline: the client, the address, the
 * response, and the words for a failure. Nothing of the application (proxies, cookies, URL
 * handlers) reaches it.
 *
 * <p>Begin with {@link HttpClient}.
 *
 * <p>Imports: {@code classes}, {@code log}.
 */
package io.github.ecsmetrics.agent.net;
