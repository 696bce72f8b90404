/**
 * What the application's own traces and metrics say of the task, with the OpenTelemetry, Spring
 * Boot and Quarkus that applications use.
 */
package io.github.ecsmetrics.it.telemetry;
