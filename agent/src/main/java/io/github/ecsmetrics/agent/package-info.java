/**
 * The wiring of the parts. {@link Agent} is where the JVM enters, {@link Main} where a person does.
 *
 * <p>May import every package; none imports it.
 */
package io.github.ecsmetrics.agent;
