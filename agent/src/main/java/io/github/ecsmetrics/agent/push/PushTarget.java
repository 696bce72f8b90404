package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.IOException;
import java.util.List;

/** A receiver of pushed metrics. */
public interface PushTarget {
  /**
   * Pushes what the collectors have now.
   *
   * @param identity null if it is not known
   * @param end when to stop trying again, on the scale of {@link System#nanoTime}
   * @throws IOException if not all of it was accepted; the message is a short reason without a
   *     secret
   */
  void push(TaskIdentity identity, List<MultiCollector> collectors, long end) throws IOException;

  /** Ends a push that another thread is in, and each later one. */
  void abort();

  /** The address for a message. */
  @Override
  String toString();
}
