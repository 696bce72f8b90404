/**
 * The commands of {@code java -jar ecs-metrics-agent.jar}: {@code check}, {@code health} and {@code
 * attach}.
 *
 * <p>Imports: {@code http}, {@code log}, {@code metadata}, {@code net}, {@code settings}, {@code
 * task}.
 */
package io.github.ecsmetrics.agent.command;
