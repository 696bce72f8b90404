package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends the outcome of an attach to the {@code attach} command. The command listens on a loopback
 * port and puts the port in front of the agent argument: {@code report:PORT;key=value,…}. Without
 * it, an attached JVM could only write to its own stderr.
 */
public final class AttachReport {
  private static final String PREFIX = "report:";
  private static final int NO_PORT = 0;
  private static final int TIMEOUT_MILLIS = 1_000;

  private final int port;
  private final String agentArgument;

  private AttachReport(int port, String agentArgument) {
    this.port = port;
    this.agentArgument = agentArgument;
  }

  /** Takes the port, if there is one, from the argument of the attached JVM, which may be null. */
  public static AttachReport of(String argument) {
    if (argument == null || !argument.startsWith(PREFIX))
      return new AttachReport(NO_PORT, argument);
    int end = argument.indexOf(';');
    int port = Integer.parseInt(argument.substring(PREFIX.length(), end));
    return new AttachReport(port, argument.substring(end + 1));
  }

  /** An argument with a port, as {@link #of} reads it. */
  static String request(int port, String agentArgument) {
    return PREFIX + port + ";" + agentArgument;
  }

  /** The agent argument without the port. */
  public String agentArgument() {
    return agentArgument;
  }

  /** Sends the outcome if a command waits for it; the command may have ended. */
  public void send(String outcome) {
    if (port == NO_PORT) return;
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(outcome.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      AgentLog.debug(gone);
    }
  }
}
