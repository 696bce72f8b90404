/** Classes, threads and bytes that the agent adds to a JVM, with limits. */
package io.github.ecsmetrics.it.cost;
