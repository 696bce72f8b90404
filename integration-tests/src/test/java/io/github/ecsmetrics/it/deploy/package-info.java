/** What users copy into their deployments. */
package io.github.ecsmetrics.it.deploy;
