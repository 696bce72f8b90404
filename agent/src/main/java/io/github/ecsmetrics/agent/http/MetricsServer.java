package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.ServerSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.tls.ServerTls;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.function.Supplier;

/**
 * The server as its owner sees it: {@link #open} until it listens, again and again without harm.
 *
 * <p>It has one daemon thread; up to four more come with requests that need work and go again.
 */
public final class MetricsServer {
  private static final int BACKLOG = 512;

  private final Settings settings;
  private final TaskMonitor monitor;
  private final MetricsRoute metrics;
  // Not private, so that a test can end it.
  volatile Listener listener;
  private Thread thread;
  private volatile int port = -1;

  /** Null unless the last attempt to listen failed. */
  private ListenFailure closedPort;

  /**
   * A server that does not listen yet.
   *
   * @param watch what is known of the task; a request never makes it ask
   * @param collectors called on the first scrape, and again if it fails
   */
  public MetricsServer(
      Settings settings, TaskMonitor monitor, Supplier<List<MultiCollector>> collectors) {
    this.settings = settings;
    this.monitor = monitor;
    this.metrics = new MetricsRoute(collectors);
  }

  /**
   * Binds the port if that has not happened yet, or if the listener has ended: on Java 8 an
   * application that interrupts a thread while it accepts closes the port.
   *
   * <p>Where that fails, one line says why; the caller tries again, since the JVM that has the port
   * may go.
   *
   * @return whether the server listens
   */
  public synchronized boolean open() {
    if (listener != null && thread.isAlive()) return true;
    try {
      listen();
      AgentLog.resolved(ListenFailure.TOPIC);
      closedPort = null;
      return true;
    } catch (Throwable failure) {
      if (closedPort == null) closedPort = new ListenFailure(settings.server);
      closedPort.tell(failure);
      return false;
    }
  }

  /** The port that the server listens on, -1 if it does not. */
  public int port() {
    return port;
  }

  /** Ends the server; waits a second at most. */
  public synchronized void close() throws InterruptedException {
    if (listener == null) return;
    listener.close();
    thread.join(1000);
    listener = null;
    port = -1;
  }

  /**
   * Keeps the JVM's end from waiting for the server, which goes on serving until then; waits for
   * nothing itself.
   */
  public void drain() {
    Listener opened = listener;
    if (opened != null) opened.drain();
  }

  /** A thread that keeps neither the JVM nor a class loader of the application alive. */
  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private void listen() throws IOException, InvalidSettingException {
    listener = null;
    port = -1;
    ServerSettings server = settings.server;
    BasicAuth auth = server.auth == null ? null : BasicAuth.of(server.auth);
    ServerTls tls = server.tls == null ? null : ServerTls.of(server.tls);
    Routes routes = new Routes(auth, settings, monitor, metrics);
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(address(), BACKLOG);
      Listener opened = new Listener(channel, routes, tls);
      port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      thread = daemon(opened, "ecs-metrics-agent-http");
      thread.start();
      listener = opened;
    } finally {
      if (listener == null) channel.close();
    }
  }

  private InetSocketAddress address() throws IOException {
    ServerSettings server = settings.server;
    if (server.host == null) return new InetSocketAddress(server.port);
    return new InetSocketAddress(InetAddress.getByName(server.host), server.port);
  }
}
