/** Settings from every source, wrong ones, and the system properties that the agent sets. */
package io.github.ecsmetrics.it.settings;
