/** The programs that are measured, and the agent that does nothing. */
package io.github.ecsmetrics.benchmarks.guest;
