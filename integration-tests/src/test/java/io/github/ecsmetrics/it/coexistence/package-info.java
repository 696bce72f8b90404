/**
 * The agent as a guest in the JVM: the application, its tools, its settings and other agents are as
 * without it. Begin with {@code ExitIT}.
 */
package io.github.ecsmetrics.it.coexistence;
