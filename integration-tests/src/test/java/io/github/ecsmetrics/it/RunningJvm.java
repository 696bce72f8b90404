package io.github.ecsmetrics.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A started process, its output and the agent's port; closing it kills it and its children. */
public final class RunningJvm implements AutoCloseable {
  private static final Duration LONGEST_RUN = Duration.ofMinutes(3);

  private final String command;
  private final Process process;
  private final Output stdout;
  private Output stderr;
  private final int port;
  private final long started = System.nanoTime();

  RunningJvm(ProcessBuilder builder, int port, boolean readsStderr) throws IOException {
    command = String.join(" ", builder.command());
    process = builder.start();
    deleteAttachSocket();
    stdout = new Output(process.getInputStream(), "stdout of " + process.pid());
    if (readsStderr) readStderr();
    this.port = port;
  }

  /** Begins to read stderr, after {@link JvmCommand#leaveStderrUnread}. */
  public void readStderr() {
    stderr = new Output(process.getErrorStream(), "stderr of " + process.pid());
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The port in the agent's settings. */
  public int port() {
    return port;
  }

  /** All of it so far. */
  public String stdout() {
    return stdout.text();
  }

  /** All of it so far, without the JVM's own "Picked up" line. */
  public String stderr() {
    return stderr == null ? "" : stderr.text();
  }

  /** The same as lines, without the JVM's warnings about any agent that is attached (JDK 21). */
  public List<String> stderrLines() {
    return stderr().lines().filter(line -> !line.startsWith("WARNING: ")).toList();
  }

  /** What the agent wrote on stderr so far. */
  public List<String> agentLines() {
    return stderr().lines().filter(line -> line.contains("[ecs-metrics-agent]")).toList();
  }

  public void awaitStdout(String part) throws InterruptedException {
    await(() -> stdout().contains(part), "stdout has " + part);
  }

  public void awaitStderr(String part) throws InterruptedException {
    await(() -> stderr().contains(part), "stderr has " + part);
  }

  /** Waits for the condition; fails with all output when its deadline passes or the JVM ends. */
  public void await(Condition condition, String claim) throws InterruptedException {
    boolean[] last = new boolean[1];
    Deadline.usual()
        .await(
            () -> {
              boolean alive = isAlive();
              last[0] = condition.isMet();
              return last[0] || !alive;
            },
            () -> describe("not in time: " + claim));
    if (!last[0]) throw new AssertionError(describe("ended before: " + claim));
  }

  /** One answer of the agent's server, waiting until the port is open. */
  public Answer get(String path, String... headers) throws InterruptedException {
    Answer[] answer = new Answer[1];
    await(
        () -> {
          try {
            answer[0] = Answer.get(port, path, headers);
            return true;
          } catch (ConnectException e) {
            return false;
          }
        },
        "port " + port + " answers");
    return answer[0];
  }

  /** Scrapes until the text has this part, for example {@code "ee_task_cpu_limit{"}. */
  public String awaitMetrics(String part) throws InterruptedException {
    return awaitMetrics(text -> text.contains(part), part);
  }

  /** Scrapes until the agent's last poll of the endpoint has succeeded. */
  public String awaitSuccess() throws InterruptedException {
    return awaitMetrics("ee_ecs_metrics_exporter_success 1");
  }

  public String awaitMetrics(Predicate<String> condition, String claim)
      throws InterruptedException {
    return awaitMetrics(port, condition, claim);
  }

  /** The same if this command line did not set the port. */
  public String awaitMetrics(int port, Predicate<String> condition, String claim)
      throws InterruptedException {
    String[] text = {""};
    await(
        () -> {
          try {
            text[0] = Answer.get(port, "/metrics").text();
          } catch (ConnectException e) {
            return false;
          }
          return condition.test(text[0]);
        },
        "metrics on port " + port + " have " + claim);
    return text[0];
  }

  /** Writes a line to its standard input. */
  public void writeLine(String line) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
  }

  /** Closes its standard input, by which most guest programs end, and waits for that. */
  public Finished endInput() throws IOException, InterruptedException {
    process.getOutputStream().close();
    return awaitExit();
  }

  /** SIGTERM, as ECS stops a task; waits for the end. */
  public Finished terminate() throws InterruptedException {
    // Not Process.destroy(), which also closes its standard input and throws its output away.
    process.toHandle().destroy();
    return awaitExit();
  }

  public Finished awaitExit() throws InterruptedException {
    if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError(describe("does not end"));
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    stdout.awaitEnd();
    if (stderr != null) stderr.awaitEnd();
    return new Finished(process.exitValue(), stdout(), stderr(), duration);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    deleteAttachSocket();
  }

  /**
   * A JVM that was attached to and then killed leaves its socket behind. A later JVM with the same
   * pid cannot remove it if it runs as another user, and then refuses to be attached to.
   */
  private void deleteAttachSocket() {
    try {
      Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid()));
    } catch (IOException e) {
      // It is another user's, and matters only to tests that attach.
    }
  }

  private String describe(String what) {
    return what + "\n" + command + "\n-- stdout:\n" + stdout() + "-- stderr:\n" + stderr();
  }

  /** A question about the process that may fail with any I/O error, which then fails the test. */
  public interface Condition {
    boolean check() throws IOException, InterruptedException;

    private boolean isMet() {
      try {
        return check();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
