package io.github.ecsmetrics.agent.command;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * {@code java -jar ecs-metrics-agent.jar attach PID [key=value,…]}: loads the agent into a running
 * JVM.
 */
public final class AttachCommand {
  private static final int REPORT_MILLIS = 5_000;

  private final File agentJar;
  private final PrintStream out;
  private final PrintStream err;

  public AttachCommand(File agentJar, PrintStream out, PrintStream err) {
    this.agentJar = agentJar;
    this.out = out;
    this.err = err;
  }

  /**
   * Prints the outcome.
   *
   * @param pid process id of a JVM of the same user, in this container
   * @param options as in the agent argument, may be empty
   * @return the exit code: 0 if that JVM has loaded the agent, else 1
   */
  public int run(String pid, String options) {
    if (!isNumber(pid)) return fail(pid, "not a process id; jps lists those of JVMs");
    try (ServerSocket reports = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      reports.setSoTimeout(REPORT_MILLIS);
      ByteBuddyAgent.attach(agentJar, pid, AttachReport.request(reports.getLocalPort(), options));
      out.println("ecs-metrics-agent in JVM " + pid + ": " + receive(reports));
      return 0;
    } catch (Exception | LinkageError failure) {
      return fail(pid, AttachFailure.explain(pid, failure));
    }
  }

  private static String receive(ServerSocket reports) throws IOException {
    try (Socket socket = reports.accept();
        InputStream in = socket.getInputStream()) {
      ByteArrayOutputStream report = new ByteArrayOutputStream();
      byte[] buffer = new byte[256];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) report.write(buffer, 0, n);
      return new String(report.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  private int fail(String pid, String reason) {
    err.println("cannot attach to " + pid + ": " + reason);
    return 1;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) return false;
    }
    return !text.isEmpty();
  }
}
