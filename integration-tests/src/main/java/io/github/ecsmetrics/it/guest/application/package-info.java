/**
 * Programs with metrics of their own, and metrics that fail. Begin with {@code MeteredPrograms}.
 */
package io.github.ecsmetrics.it.guest.application;
