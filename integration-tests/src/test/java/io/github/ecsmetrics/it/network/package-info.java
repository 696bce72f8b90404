/**
 * The agent's server as its clients see it: addresses, TLS, hostile clients, shutdown. Begin with
 * {@code CurlIT}.
 */
package io.github.ecsmetrics.it.network;
