/** What merging an application's page costs, beside the page itself. */
package io.github.ecsmetrics.agent.families;
