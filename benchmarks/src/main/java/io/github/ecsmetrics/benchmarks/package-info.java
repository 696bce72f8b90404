/** What the agent costs a JVM, beside no agent, an empty one and the agents people use. */
package io.github.ecsmetrics.benchmarks;
