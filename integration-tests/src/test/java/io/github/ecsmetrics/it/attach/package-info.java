/**
 * The commands of the jar: {@code attach}, {@code check}, {@code health}. Begin with {@code
 * AttachIT}.
 */
package io.github.ecsmetrics.it.attach;
