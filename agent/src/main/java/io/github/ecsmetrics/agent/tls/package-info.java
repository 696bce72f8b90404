/**
 * Certificates and keys from PEM files and keystores, for the server and for clients.
 *
 * <p>Begin with {@link ServerTls} and {@link ClientTls}; both read files with {@link Pem}.
 *
 * <p>Imports: {@code settings}.
 */
package io.github.ecsmetrics.agent.tls;
