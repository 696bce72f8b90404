/**
 * What the agent has learnt of its task: the requests to the endpoint, the thread that polls and
 * its schedule, the last good answers, running sums and the identity.
 *
 * <p>Begin with {@link TaskMonitor} and {@link MetadataClient}.
 *
 * <p>Imports: {@code classes}, {@code json}, {@code log}, {@code metadata}, {@code net}.
 */
package io.github.ecsmetrics.agent.task;
