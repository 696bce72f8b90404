package io.github.ecsmetrics.agent.http;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * At most four threads that render what takes time, so that a health check never waits behind a
 * scrape; they end after five idle seconds.
 */
final class Workers extends ThreadPoolExecutor implements ThreadFactory {
  private static final int MAX_THREADS = 4;

  Workers() {
    super(
        MAX_THREADS,
        MAX_THREADS,
        5,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<Runnable>(Places.MAX));
    setThreadFactory(this);
    allowCoreThreadTimeOut(true);
  }

  @Override
  public Thread newThread(Runnable work) {
    return MetricsServer.daemon(work, "ecs-metrics-agent-request");
  }
}
