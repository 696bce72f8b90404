/**
 * Metric families as text: pages of applications are scanned family by family, and merged into a
 * text that Prometheus' parsers accept.
 *
 * <p>Begin with {@link FamilyMerge}.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.families;
