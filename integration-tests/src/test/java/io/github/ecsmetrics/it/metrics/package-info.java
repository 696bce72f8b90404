/** The metrics of whole tasks, as a scrape gets them. Begin with {@code ExpositionIT}. */
package io.github.ecsmetrics.it.metrics;
