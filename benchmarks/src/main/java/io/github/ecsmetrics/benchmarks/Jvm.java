package io.github.ecsmetrics.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A running JVM, looked at from outside: it does nothing for being measured. */
final class Jvm implements Closeable {
  private static final double MILLIS_PER_TICK = 10;

  private final Process process;
  private final Jdk jdk;

  Jvm(Process process, Jdk jdk) {
    this.process = process;
    this.jdk = jdk;
  }

  /** User and system time of all its threads so far, dead ones too, in milliseconds. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(proc("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
  }

  /** Resident memory in MiB. */
  double rssMebibytes() throws IOException {
    for (String line : Files.readAllLines(proc("status"))) {
      if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }
    throw new IOException("no VmRSS of " + process.pid());
  }

  double loadedClasses() throws IOException {
    Map<String, Double> counters = counters();
    return counters.get("java.cls.loadedClasses") + counters.get("java.cls.sharedLoadedClasses");
  }

  double threads() throws IOException {
    return counters().get("java.threads.live");
  }

  /** What the JVM keeps in its own shared memory file. */
  private Map<String, Double> counters() throws IOException {
    Process jstat =
        new ProcessBuilder(
                jdk.tool("jstat").toString(),
                "-J-Djstat.showUnsupported=true",
                "-snap",
                Long.toString(process.pid()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, Double> counters = new HashMap<>();
    String text = new String(jstat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    for (String line : text.split("\n")) {
      String[] pair = line.split("=", 2);
      if (pair.length == 2 && pair[1].matches("\\d+"))
        counters.put(pair[0], Double.valueOf(pair[1]));
    }
    return counters;
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
