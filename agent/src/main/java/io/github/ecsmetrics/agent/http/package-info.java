/**
 * The HTTP server that Prometheus, health checks and people talk to.
 *
 * <p>It is a small listener of our own on one selector thread, not the JDK's {@code HttpServer}:
 * that one accepts without limit, so that 250 idle connections of a stranger in a JVM with 256 file
 * descriptors end in the <em>application's</em> "Too many open files", and it reads each request
 * blocking on a thread (docs/reliability.md has both measurements). client_java writes {@code
 * /metrics}.
 */
package io.github.ecsmetrics.agent.http;
