/**
 * What Linux knows of this process: the files of {@code /proc} and of its control groups.
 *
 * <p>Begin with {@link OwnCgroups} and {@link CpuWait}. A value is NaN if the kernel, the container
 * or the operating system does not have it.
 *
 * <p>Imports: nothing of the agent.
 */
package io.github.ecsmetrics.agent.kernel;
