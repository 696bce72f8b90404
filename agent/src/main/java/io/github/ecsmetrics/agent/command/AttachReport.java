package io.github.ecsmetrics.agent.command;

import io.github.ecsmetrics.agent.log.AgentLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Tells the {@code attach} command what became of it, since an attached JVM has no other way to
 * answer than its own stderr: the command waits on a loopback port that it names before the agent
 * argument, {@code report:PORT;key=value,…}.
 */
public final class AttachReport {
  private static final String PREFIX = "report:";
  private static final int NOBODY = 0;
  private static final int TIMEOUT_MILLIS = 1_000;

  private final int port;
  private final String agentArgument;

  private AttachReport(int port, String agentArgument) {
    this.port = port;
    this.agentArgument = agentArgument;
  }

  /** Reads who waits for the report out of what the attached JVM was given; null has nobody. */
  public static AttachReport of(String argument) {
    if (argument == null || !argument.startsWith(PREFIX)) return new AttachReport(NOBODY, argument);
    int end = argument.indexOf(';');
    int port = Integer.parseInt(argument.substring(PREFIX.length(), end));
    return new AttachReport(port, argument.substring(end + 1));
  }

  /** The argument that {@link #of} reads. */
  static String request(int port, String agentArgument) {
    return PREFIX + port + ";" + agentArgument;
  }

  /** The agent argument proper. */
  public String agentArgument() {
    return agentArgument;
  }

  /** Sends the outcome, where somebody waits for it; a command that is gone is no problem. */
  public void send(String outcome) {
    if (port == NOBODY) return;
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.getOutputStream().write(outcome.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      AgentLog.debug(gone);
    }
  }
}
