/** One story about logging with a context, told through the API of each framework. */
package io.github.ecsmetrics.it.guest.logging;
