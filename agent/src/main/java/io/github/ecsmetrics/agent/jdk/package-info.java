/**
 * What kind of JVM this is: a tool of the JDK, or a runtime image without a module.
 *
 * <p>Imports: {@code classes}, {@code log}.
 */
package io.github.ecsmetrics.agent.jdk;
