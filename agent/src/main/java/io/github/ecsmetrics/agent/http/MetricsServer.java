package io.github.ecsmetrics.agent.http;

import io.github.ecsmetrics.agent.http.wire.Tls;
import io.github.ecsmetrics.agent.http.wire.UnusableSettingException;
import io.github.ecsmetrics.agent.log.AgentLog;
import io.github.ecsmetrics.agent.metadata.TaskWatch;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The server as its owner sees it: {@link #open} until it listens, again and again without harm.
 *
 * <p>It has one daemon thread; up to four more come with requests that need work and go again.
 */
public final class MetricsServer {
  private static final String TOPIC = "port";
  private static final int BACKLOG = 512;

  /**
   * How long a taken port is nothing to tell of: a server's stop command is gone sooner, a
   * supervisor's last JVM too.
   */
  private static final long TAKEN_QUIETLY_NANOS = 5_000_000_000L;

  private final ServerSettings settings;
  private final TaskWatch watch;
  private final MetricsRoute metrics;
  // Not private, so that a test can end it.
  Listener listener;
  private Thread thread;
  private Thread drain;
  private volatile int port = -1;

  /** Since when the port is known to be taken, 0 if it is not. */
  private long takenSince;

  /**
   * A server that does not listen yet.
   *
   * @param watch what is known of the task; a request never makes it ask
   * @param collectors called on the first scrape, and again if it fails
   */
  public MetricsServer(
      ServerSettings settings, TaskWatch watch, Callable<List<MultiCollector>> collectors) {
    this.settings = settings;
    this.watch = watch;
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
      forgetListener();
      listen();
      AgentLog.resolved(TOPIC);
      takenSince = 0;
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
      if (takenSince == 0) takenSince = System.nanoTime();
      if (System.nanoTime() - takenSince >= TAKEN_QUIETLY_NANOS) warnOfTaken(taken);
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

  private void warnOfTaken(BindException taken) {
    AgentLog.problem(
        TOPIC,
        "cannot listen on "
            + where()
            + " ("
            + taken.getMessage()
            + "); trying again until it is free, everything else works;"
            + " another port is chosen with port=N");
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
    forgetListener();
  }

  private void forgetListener() {
    if (listener == null) return;
    listener = null;
    port = -1;
    Runtime.getRuntime().removeShutdownHook(drain);
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
    Routes routes = new Routes(auth, settings.rawEndpoints, watch, metrics);
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
