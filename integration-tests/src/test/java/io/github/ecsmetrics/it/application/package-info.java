/**
 * The application's own metrics on the agent's page ({@code app.metrics}), with real applications.
 * Begin with {@code SpringBootMetricsIT}; {@code FaultsIT} has applications whose metrics fail, and
 * {@code Page} is what is compared.
 */
package io.github.ecsmetrics.it.application;
