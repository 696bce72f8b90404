/**
 * The commands of {@code java -jar ecs-metrics-agent.jar}: {@code check}, {@code health} and {@code
 * attach}. {@code Main} in the root package parses the command line.
 *
 * <p>Begin with {@link CheckCommand}. {@link AttachReport} is the only class here that also runs
 * inside an application's JVM.
 *
 * <p>Imports: {@code application}, {@code classes}, {@code families}, {@code http}, {@code log},
 * {@code metrics}, {@code net}, {@code push}, {@code settings}, {@code task}.
 */
package io.github.ecsmetrics.agent.command;
