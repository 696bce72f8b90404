/**
 * The task's identity in every log event of every framework, woven into the reading side: no {@code
 * MDC.put}, no {@code ThreadLocal}, nothing per event while the application's own context is empty.
 */
package io.github.ecsmetrics.agent.mdc;
