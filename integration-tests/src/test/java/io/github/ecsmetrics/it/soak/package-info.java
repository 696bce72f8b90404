/** Half an hour of load and faults, with {@code -Psoak}. */
package io.github.ecsmetrics.it.soak;
