/**
 * One story about logging with a context, logged through the API of each framework. Begin with
 * {@code ContextStory}.
 */
package io.github.ecsmetrics.it.guest.logging;
