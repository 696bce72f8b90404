package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.log.AgentLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * The server as its owner sees it: {@link #open} until it listens, again and again without harm.
 *
 * <p>It has one daemon thread; up to four more come with requests that need work and go again.
 */
public final class MetricsServer {
  private static final String TOPIC = "port";
  private static final int BACKLOG = 128;

  private final ServerSettings settings;
  private final Supplier<byte[]> task;
  private final Supplier<byte[]> stats;
  private final MetricsRoute metrics;
  private Listener listener;
  private Thread thread;
  private Thread drain;
  private volatile int port = -1;

  /**
   * A server that does not listen yet.
   *
   * @param task the last {@code /task} as received, null before the first
   * @param stats the last {@code /task/stats} as received, null before the first
   * @param registry called on the first scrape, and again if it fails
   */
  public MetricsServer(
      ServerSettings settings,
      Supplier<byte[]> task,
      Supplier<byte[]> stats,
      Callable<PrometheusRegistry> registry) {
    this.settings = settings;
    this.task = task;
    this.stats = stats;
    this.metrics = new MetricsRoute(registry);
  }

  /**
   * Binds the port if that has not happened yet.
   *
   * <p>Where that fails, one line says why; the caller tries again, since the JVM that has the port
   * may go.
   *
   * @return whether the server listens
   */
  public synchronized boolean open() {
    if (listener != null) return true;
    try {
      listen();
      AgentLog.resolved(TOPIC);
      return true;
    } catch (UnusableSettingException unusable) {
      AgentLog.problem(
          TOPIC,
          "no server on "
              + where()
              + ": "
              + unusable.getMessage()
              + "; nothing is served in clear text or without a password instead,"
              + " everything else works");
    } catch (BindException taken) {
      AgentLog.problem(
          TOPIC,
          "cannot listen on "
              + where()
              + " ("
              + taken.getMessage()
              + "); trying again until it is free, everything else works;"
              + " another port is chosen with port=N");
    } catch (Throwable failure) {
      AgentLog.problem(
          TOPIC,
          "cannot listen on "
              + where()
              + " ("
              + failure
              + "); trying again, everything else works; check host and port");
      AgentLog.debug(failure);
    }
    return false;
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
    Runtime.getRuntime().removeShutdownHook(drain);
    listener = null;
    port = -1;
  }

  /** A thread that keeps neither the JVM nor a class loader of the application alive. */
  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  private void listen() throws IOException, UnusableSettingException {
    BasicAuth auth = settings.auth == null ? null : BasicAuth.of(settings.auth);
    Tls tls = settings.tls == null ? null : Tls.of(settings.tls);
    Routes routes = new Routes(auth, settings.rawEndpoints, task, stats, metrics);
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
    drainAtExit();
  }

  private void drainAtExit() {
    drain = daemon(new Drain(listener), "ecs-metrics-agent-drain");
    try {
      Runtime.getRuntime().addShutdownHook(drain);
    } catch (IllegalStateException shuttingDown) {
      listener.drain();
    }
  }

  private InetSocketAddress address() throws IOException {
    if (settings.host == null) return new InetSocketAddress(settings.port);
    return new InetSocketAddress(InetAddress.getByName(settings.host), settings.port);
  }

  private String where() {
    if (settings.host == null) return "port " + settings.port;
    return settings.host + " port " + settings.port;
  }

  /** Keeps the JVM's end from waiting for the listener, which goes on serving until then. */
  private static final class Drain implements Runnable {
    private final Listener listener;

    Drain(Listener listener) {
      this.listener = listener;
    }

    @Override
    public void run() {
      listener.drain();
    }
  }
}
