/** What applications' log lines carry, framework by framework. */
package io.github.ecsmetrics.it.logging;
