package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.exposition.ServedMetrics;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.settings.InvalidSettingException;
import io.github.ecsmetrics.agent.settings.ServerSettings;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.github.ecsmetrics.agent.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.function.Supplier;

/**
 * The HTTP server as the rest of the agent sees it. Its owner calls {@link #open} with each poll,
 * so that the server listens as soon as it can.
 *
 * <p>The server has one daemon thread, and up to four more while requests need work.
 */
public final class MetricsServer {
  private static final int BACKLOG = 512;

  private final Settings settings;
  private final TaskMonitor monitor;
  private final MetricsRoute metrics;
  // Package-private so that a test can end it.
  volatile Listener listener;
  private Thread thread;
  private volatile int port = -1;

  /** Null unless the last attempt to listen failed. */
  private ListenFailure listenFailure;

  /**
   * A server that does not listen yet.
   *
   * @param monitor the state of the task; requests read it and cause no poll
   * @param metrics called on the first scrape, and again if it fails
   */
  public MetricsServer(Settings settings, TaskMonitor monitor, Supplier<ServedMetrics> metrics) {
    this.settings = settings;
    this.monitor = monitor;
    this.metrics = new MetricsRoute(metrics);
  }

  /**
   * Binds the port unless the server listens already. The listener may have ended: on Java 8 an
   * application closes the port if it interrupts the thread while that accepts.
   *
   * <p>A failure is one line on stderr. The caller tries again later, since the JVM that holds the
   * port may end.
   *
   * @return whether the server listens
   */
  public synchronized boolean open() {
    if (listener != null && thread.isAlive()) return true;
    try {
      listen();
      AgentLog.resolved(ListenFailure.TOPIC);
      listenFailure = null;
      return true;
    } catch (Throwable failure) {
      if (listenFailure == null) listenFailure = new ListenFailure(settings.server);
      listenFailure.report(failure);
      return false;
    }
  }

  /** The port that the server listens on, -1 if it does not. */
  public int port() {
    return port;
  }

  /** Ends the server, and waits up to a second for its thread. */
  public synchronized void close() throws InterruptedException {
    if (listener == null) return;
    listener.close();
    thread.join(1000);
    listener = null;
    port = -1;
  }

  /**
   * Prepares for the end of the JVM: the server keeps serving, but its thread no longer delays the
   * exit. Returns at once.
   */
  public void drain() {
    Listener opened = listener;
    if (opened != null) opened.drain();
  }

  /** A thread that keeps neither the JVM nor one of the application's class loaders alive. */
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
