/**
 * Real JVMs with the built jar. This package is the harness; the tests are in the packages below
 * it, by subject. Begin with {@link io.github.ecsmetrics.it.JvmCommand}, and with one test, for
 * example {@code coexistence.ExitIT}:
 *
 * <pre>{@code
 * try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
 *     RunningJvm jvm =
 *         JvmCommand.of(Waiting.class)           // a program of src/main/java, Java 8
 *             .libraries("ch.qos.logback:logback-classic:1.2.13") // by Maven, with dependencies
 *             .endpoint(endpoint)                // sets ECS_CONTAINER_METADATA_URI_V4
 *             .agent("interval=200ms")           // -javaagent, on a free port unless port= is given
 *             .start()) {
 *   jvm.awaitStdout("ready");
 *   String metrics = jvm.awaitSuccess();
 *   assertEquals("", jvm.stderr());
 *   assertEquals(0, jvm.endInput().exitCode());
 * }
 * }</pre>
 *
 * <table>
 *   <caption>The harness</caption>
 *   <tr><td>{@link io.github.ecsmetrics.it.JvmCommand}</td>
 *     <td>a command line: the program, its JDK, libraries, options, the agent's settings</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.RunningJvm}</td>
 *     <td>the process: its output, its metrics, waiting, signals</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Finished}</td>
 *     <td>the process once it has ended: exit code, stdout, stderr, duration</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.MetadataEndpoint}</td>
 *     <td>an endpoint with the answers and faults that a test sets; it counts requests</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Answer}</td>
 *     <td>an HTTP answer of the agent's server</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.LogRounds}</td>
 *     <td>the lines of the guest {@code Logging}, with or without the task</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Jdk}</td>
 *     <td>the JDKs of this machine; {@code Jdk.underTest()} is the default for a command</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Libraries}</td>
 *     <td>other people's software in any version, by Maven</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Program}</td>
 *     <td>a program that not every machine has, else the test is skipped</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.PrometheusServer}</td>
 *     <td>a real Prometheus, scraping and asked by its API; {@code Promtool} checks pages</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.OtlpReceiver}</td>
 *     <td>a receiver of traces and metrics that keeps the last of each name</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.QuarkusBuild}</td>
 *     <td>Quarkus applications, built by Quarkus' Maven plugin</td></tr>
 *   <tr><td>{@link io.github.ecsmetrics.it.Profile}</td>
 *     <td>{@code -Pmatrix}, {@code -Pservers}, {@code -Psoak}, {@code -Pscale}</td></tr>
 * </table>
 *
 * <p>Nothing sleeps: a wait has a condition and a deadline, and fails with the JVM's output. Three
 * test classes run at a time (junit-platform.properties). A class that measures time is
 * {@code @Isolated}, so that it runs alone.
 *
 * <p>One test: {@code mvn -pl agent,integration-tests -am verify -Dtest=none
 * -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ExitIT}. {@code -Pjdks} (or {@code -Dit.jdk=8})
 * runs all of them on other JDKs.
 */
package io.github.ecsmetrics.it;
