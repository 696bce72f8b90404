/**
 * Log lines carry the task, for each framework, version and class loader. The guests log one story,
 * {@code Story} has the expected lines. Begin with {@code LoggingMatrixIT}.
 */
package io.github.ecsmetrics.it.logging;
