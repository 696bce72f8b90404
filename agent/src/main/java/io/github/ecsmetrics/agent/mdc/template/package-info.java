/**
 * Templates of the helpers that woven code calls. None of these classes runs under its own name.
 *
 * <p>{@code mdc.HelperTemplate} reads their class files from the agent's jar, replaces the package
 * and the constant {@code "@values@"} (the MDC keys and their values), and {@code
 * mdc.HelperClasses} defines the copy in the logging framework's own package and class loader, for
 * example as {@code ch.qos.logback.classic.spi.EcsMetricsAgentLogbackEventMdc}. So they have no
 * callers in this project, use nothing of the agent, and run with the application's version of the
 * framework.
 *
 * <p>Begin with {@link TaskValues}, which most frameworks share.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.mdc.template;
