package io.github.ecsmetrics.it.coexistence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.ListsThreadsAndProperties;
import io.github.ecsmetrics.it.guest.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent leaves nothing in the JVM and on the machine but what it documents. */
class TracesIT {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final List<String> GUARDED =
      List.of(
          "java.util.logging.LogManager",
          "java.util.logging.Logger",
          "javax.management.MBeanServerFactory",
          "sun.security.jca.Providers",
          "java.util.concurrent.ForkJoinPool",
          "java.net.URLConnection",
          "sun.net.httpserver.ServerConfig");
  private static final Pattern CALL_WITH_FILE = Pattern.compile("(\\w+)\\([^\"]*\"([^\"]*)\"");
  private static final String FILE_CALLS =
      "?open,?openat,?creat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,?link,?symlink";

  @TempDir Path folder;

  @Test
  void threadsAreDaemonsOfOurNameWithoutContextClassLoader() throws Exception {
    Set<String> added = added("thread ");
    assertTrue(!added.isEmpty());
    for (String thread : added) {
      assertTrue(thread.startsWith("thread ecs-metrics-agent"), thread);
      assertTrue(thread.endsWith(" daemon none"), thread);
    }
  }

  @Test
  void onlyTaskPropertiesAreSet() throws Exception {
    Set<String> added = added("property ");
    assertEquals(10, added.size(), added.toString());
    for (String property : added) {
      assertTrue(property.startsWith("property ecs.metadata."), property);
    }
  }

  @Test
  void withoutAPrefixNoPropertyIsSet() throws Exception {
    assertEquals(Set.of(), added("property ", "properties.prefix="));
  }

  /** The lines of that kind that there are with the agent alone. */
  private static Set<String> added(String kind, String... settings) throws Exception {
    Set<String> added = lines(true, kind, settings);
    added.removeAll(lines(false, kind));
    return added;
  }

  private static Set<String> lines(boolean withAgent, String kind, String... settings)
      throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate()) {
      JvmCommand command = JvmCommand.of(ListsThreadsAndProperties.class).endpoint(endpoint);
      command.environment("ECS_METRICS_EXPORTER_INTERVAL", "200ms");
      if (withAgent) command.agent(settings);
      try (RunningJvm jvm = command.start()) {
        jvm.awaitStdout("ready");
        if (withAgent) {
          jvm.awaitSuccess();
          jvm.writeLine("");
          jvm.awaitMetrics("jvm_memory_pool_allocated_bytes_total{");
        }
        Set<String> lines = new TreeSet<>();
        jvm.endInput().stdout().lines().filter(line -> line.startsWith(kind)).forEach(lines::add);
        return lines;
      }
    }
  }

  /** What else an application may want to be the first to touch. */
  @Test
  void nothingOfTheApplicationsIsInitialised() throws Exception {
    Assumptions.assumeTrue(Jdk.underTest().feature() >= 17, "the log of initialised classes");
    Path log = folder.resolve("classes");
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm =
            JvmCommand.of(Waiting.class)
                .options("-Xlog:class+init=info:file=" + log)
                .endpoint(endpoint)
                .agent("interval=200ms")
                .start()) {
      jvm.awaitSuccess();
      jvm.get("/metrics", "Accept-Encoding", "gzip");
      jvm.endInput();
    }
    String initialised = Files.readString(log).replace('/', '.');
    assertTrue(initialised.contains("io.github.ecsmetrics.agent.Agent"));
    for (String name : GUARDED) {
      Matcher line = Pattern.compile(".*" + Pattern.quote(name) + "['. (].*").matcher(initialised);
      assertEquals(List.of(), line.results().map(result -> result.group()).toList());
    }
  }

  /**
   * Seen elsewhere: unpacking to a read-only file system failed (DataDog/dd-trace-java#429,
   * open-telemetry/opentelemetry-java-instrumentation#15666).
   */
  @Test
  void noFileIsWritten() throws Exception {
    Set<String> writes = writes(true);
    writes.removeAll(writes(false));
    assertEquals(Set.of(), writes);
  }

  /** All calls of the JVM that make or change a file, with the file, numbers in it blanked out. */
  private Set<String> writes(boolean withAgent) throws Exception {
    Path trace = folder.resolve("trace-" + withAgent);
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = strace(trace, withAgent, FILE_CALLS).endpoint(endpoint).start()) {
      jvm.awaitStdout("ready");
      if (withAgent) jvm.awaitSuccess();
      jvm.endInput();
    }
    Set<String> writes = new TreeSet<>();
    for (String call : Files.readAllLines(trace)) {
      Matcher named = CALL_WITH_FILE.matcher(call);
      boolean reads = call.contains(" open") && !call.matches(".*O_(WRONLY|RDWR|CREAT).*");
      if (!reads && named.find()) {
        writes.add(named.group(1) + " " + named.group(2).replaceAll("\\d+", "N"));
      }
    }
    return writes;
  }

  /** Nothing is ever looked for outside ECS. */
  @Test
  void offEcsNothingIsConnectedTo() throws Exception {
    Path trace = folder.resolve("trace");
    try (RunningJvm jvm = strace(trace, true, "?connect,?sendto").start()) {
      jvm.awaitStdout("ready");
      Finished ended = jvm.endInput();
      assertEquals(0, ended.exitCode());
    }
    try (Stream<String> calls = Files.lines(trace)) {
      assertEquals(List.of(), calls.filter(call -> call.contains("AF_INET")).toList());
    }
  }

  private static JvmCommand strace(Path trace, boolean withAgent, String calls) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(STRACE), "no strace");
    Finished probe = JvmCommand.tool(STRACE).arguments("-o", "/dev/null", "true").run();
    Assumptions.assumeTrue(probe.exitCode() == 0, "strace may not trace: " + probe.stderr());
    JvmCommand command =
        JvmCommand.tool(STRACE)
            .arguments("-f", "-qq", "-e", "trace=" + calls, "-o", trace.toString())
            .arguments(Jdk.underTest().tool("java").toString())
            .arguments("-cp", JvmCommand.guests().toString(), Waiting.class.getName());
    return withAgent ? command.agentByEnvironment("interval=200ms") : command;
  }
}
