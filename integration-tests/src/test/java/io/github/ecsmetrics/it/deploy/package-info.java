/** The task definitions and templates that users copy are valid. */
package io.github.ecsmetrics.it.deploy;
