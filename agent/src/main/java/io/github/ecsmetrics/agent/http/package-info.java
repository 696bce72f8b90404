/**
 * The HTTP server on port 9546: connections, requests, routes.
 *
 * <p>It is a small listener of our own on one selector thread, not the JDK's {@code HttpServer},
 * which accepts connections without limit: 250 idle connections of a stranger in a JVM with 256
 * file descriptors end in the <em>application's</em> "Too many open files". It also reads each
 * request blocking on a thread. docs/reliability.md has both measurements.
 *
 * <p>Begin with {@link MetricsServer}, then {@link Listener}.
 *
 * <p>Imports: {@code classes}, {@code exposition}, {@code http.page}, {@code http.transport},
 * {@code log}, {@code metadata}, {@code settings}, {@code task}, {@code tls}.
 */
package io.github.ecsmetrics.agent.http;
