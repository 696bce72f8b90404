/**
 * The HTTP server on port 9546: connections, requests, routes.
 *
 * <p>The server is a selector loop of our own. The JDK's {@code HttpServer} accepts connections
 * without limit: in a JVM with 256 file descriptors, 250 idle connections of a stranger give the
 * <em>application</em> "Too many open files". It also blocks a thread for each request that it
 * reads. docs/reliability.md has both measurements.
 *
 * <p>Begin with {@link MetricsServer} and follow a request: {@link Listener}, {@link
 * ConnectionHandler}, {@link Connection}, {@link Routes}, {@link Scrape}.
 *
 * <p>Imports: {@code classes}, {@code exposition}, {@code families}, {@code http.page}, {@code
 * http.transport}, {@code log}, {@code metadata}, {@code metrics}, {@code settings}, {@code task},
 * {@code tls}.
 */
package io.github.ecsmetrics.agent.http;
