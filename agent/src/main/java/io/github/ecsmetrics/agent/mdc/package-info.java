/**
 * Adds the task's identity to each log event.
 *
 * <p>The logging frameworks read their context, the MDC, in a few methods. Calls of a small helper
 * are woven into these methods: no {@code MDC.put}, no {@code ThreadLocal}, no cost for an event
 * while the application's own context is empty.
 *
 * <p>Begin with {@link MdcTransformer}, then read {@link Target}, the list of the woven classes,
 * and {@link ClassWeaver}. Each {@link Hook.Kind} has a {@link MethodWeaver}. The helpers are
 * copies of the classes in {@code template}; {@link HelperClasses} defines them.
 *
 * <p>Imports: {@code classes}, {@code log}.
 */
package io.github.ecsmetrics.agent.mdc;
