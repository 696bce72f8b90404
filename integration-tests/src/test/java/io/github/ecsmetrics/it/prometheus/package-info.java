/** A real Prometheus scrapes real JVMs, and its query API is asked what it makes of them. */
package io.github.ecsmetrics.it.prometheus;
