/** What weaving costs, measured from inside. */
package io.github.ecsmetrics.agent.mdc;
