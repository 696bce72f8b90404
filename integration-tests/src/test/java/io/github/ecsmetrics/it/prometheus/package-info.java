/**
 * Today's Prometheus, VictoriaMetrics and Pushgateway read the agent's metrics by the documented
 * configurations, rules and dashboards. Begin with {@code PrometheusIT}.
 */
package io.github.ecsmetrics.it.prometheus;
