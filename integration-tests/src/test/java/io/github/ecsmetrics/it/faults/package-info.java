/**
 * The endpoint, the start, or the agent's jar fails, and the application runs on. Begin with {@code
 * EndpointFaultsIT}.
 */
package io.github.ecsmetrics.it.faults;
