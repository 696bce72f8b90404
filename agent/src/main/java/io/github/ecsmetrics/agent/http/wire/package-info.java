/** Bytes to and from clients without blocking, in clear text or with TLS. */
package io.github.ecsmetrics.agent.http.wire;
