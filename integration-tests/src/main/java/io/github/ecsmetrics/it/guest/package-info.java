/**
 * The programs that the tests start with the agent in their JVM: Java 8, a {@code main} each, no
 * class of the agent or of the tests on their class path.
 */
package io.github.ecsmetrics.it.guest;
