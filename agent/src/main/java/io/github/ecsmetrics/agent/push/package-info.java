/** Hands the last numbers of a JVM to a Pushgateway; nothing here is loaded without push.url. */
package io.github.ecsmetrics.agent.push;
