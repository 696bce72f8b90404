package io.github.ecsmetrics.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a JVM with a contender in it. */
final class Launch {
  private static final List<String> NOT_INHERITED =
      List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** Run by bash: the program's CPU time and its children's, from its start to its end. */
  private static final String TIMED =
      "[ -z \"$1\" ] || echo $$ >\"$1\" || exit 99; shift;"
          + " TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1";

  final int port = Ports.free();
  private final Jdk jdk;
  private final List<String> line = new ArrayList<>();
  private final String endpoint;

  Launch(Jdk jdk, Contender contender, Endpoint endpoint) {
    this.jdk = jdk;
    this.endpoint = endpoint.uri();
    line.add(jdk.tool("java").toString());
    line.addAll(contender.options(port));
  }

  Launch with(String... options) {
    line.addAll(List.of(options));
    return this;
  }

  Launch main(Class<?> program) {
    return with("-cp", Jars.GUESTS.toString(), program.getName());
  }

  /** The running program; what it says is dropped. */
  Jvm start() throws IOException {
    ProcessBuilder builder = builder(line);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new Jvm(builder.start(), jdk);
  }

  /**
   * Runs it to its end.
   *
   * @param quota to run under, or null
   */
  Duration time(Quota quota) throws IOException, InterruptedException {
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash"));
    timed.add(quota == null ? "" : quota.members());
    timed.addAll(line);
    Process process = builder(timed).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    if (process.waitFor() != 0) throw new IOException(line + " ended badly: " + said);
    String[] seconds = said.trim().split(" ");
    return new Duration(
        1000 * Double.parseDouble(seconds[0]),
        1000 * (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])));
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeAll(NOT_INHERITED);
    environment.put("ECS_CONTAINER_METADATA_URI_V4", endpoint);
    return builder;
  }

  /** Of a whole run, in milliseconds. */
  record Duration(double wall, double cpu) {}
}
