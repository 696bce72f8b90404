/**
 * Recognises JVMs in which the agent does less: a tool of the JDK, a runtime image without a
 * module.
 *
 * <p>Begin with {@link JdkTool}, which the agent asks before it starts.
 *
 * <p>Imports: {@code classes}, {@code log}.
 */
package io.github.ecsmetrics.agent.jdk;
