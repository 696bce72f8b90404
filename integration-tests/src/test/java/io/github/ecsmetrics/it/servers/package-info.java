/**
 * Application servers and brokers start with the agent. By default only the quickest ones; {@code
 * -Pservers} runs all.
 */
package io.github.ecsmetrics.it.servers;
