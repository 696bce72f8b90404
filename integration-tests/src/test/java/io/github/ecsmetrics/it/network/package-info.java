/** The agent's server as the network sees it: addresses, clients of all kinds, TLS, its end. */
package io.github.ecsmetrics.it.network;
