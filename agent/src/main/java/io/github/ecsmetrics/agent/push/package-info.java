/**
 * Pushes the last metrics of a JVM to a Prometheus Pushgateway. Nothing here is loaded without
 * {@code push.url}.
 *
 * <p>Begin with {@link FinalPush}.
 *
 * <p>Imports: {@code classes}, {@code log}, {@code net}, {@code settings}, {@code task}, {@code
 * tls}.
 */
package io.github.ecsmetrics.agent.push;
