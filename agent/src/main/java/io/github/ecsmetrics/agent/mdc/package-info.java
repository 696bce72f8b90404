/**
 * The task's identity in each log event, woven into the reading side of the logging frameworks: no
 * {@code MDC.put}, no {@code ThreadLocal}, no cost for an event while the application's own context
 * is empty.
 *
 * <p>Begin with {@link MdcInstrumentation} and {@link Target}.
 *
 * <p>Imports: {@code classes}, {@code log}.
 */
package io.github.ecsmetrics.agent.mdc;
