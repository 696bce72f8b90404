/** One log event to an appender that does nothing but read the context. */
package io.github.ecsmetrics.benchmarks.logpath;
