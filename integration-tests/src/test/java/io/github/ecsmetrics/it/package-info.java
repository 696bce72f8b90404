/**
 * Real JVMs with the built jar. This package is the harness; the tests lie in the packages below
 * it, by subject.
 *
 * <pre>{@code
 * try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
 *     RunningJvm jvm =
 *         JvmCommand.of(Waiting.class)           // a program of src/main/java, Java 8
 *             .libraries("ch.qos.logback:logback-classic:1.2.13") // by Maven, with what they need
 *             .endpoint(endpoint)                // sets ECS_CONTAINER_METADATA_URI_V4
 *             .agent("interval=200ms")           // -javaagent, on a free port unless port= is given
 *             .start()) {
 *   jvm.awaitStdout("ready");
 *   String metrics = jvm.awaitMetrics("ee_ecs_metrics_exporter_success 1.0");
 *   assertEquals("", jvm.stderr());
 *   assertEquals(0, jvm.endInput().exitCode());
 * }
 * }</pre>
 *
 * <p>{@link io.github.ecsmetrics.it.JvmCommand#run()} is for programs that end by themselves.
 * {@link io.github.ecsmetrics.it.Jdk#underTest()} is what a command runs on unless told otherwise;
 * {@code -Pjdks} (or {@code -Dit.jdk=8}) changes it for the whole suite, {@link
 * io.github.ecsmetrics.it.Jdk#available()} is for tests that go through all of them themselves.
 * {@link io.github.ecsmetrics.it.Profile} tells what else was asked for. Nothing sleeps: waits have
 * a condition and a deadline, and say what the JVM printed when it passes.
 *
 * <p>One test: {@code mvn -pl agent,integration-tests -am verify -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=HelloIT}.
 */
package io.github.ecsmetrics.it;
