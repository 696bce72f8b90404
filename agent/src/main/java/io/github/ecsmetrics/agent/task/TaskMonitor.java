package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.Stats;
import io.github.ecsmetrics.agent.metadata.Task;
import io.github.ecsmetrics.agent.metadata.TaskTags;
import io.github.ecsmetrics.agent.net.RequestException;
import java.util.Collections;
import java.util.Map;

/**
 * Keeps what is known of the task. The thread that polls writes it, and every scrape reads it.
 *
 * <p>If a poll fails, the last good answer stays for three intervals. After that it is dropped,
 * because a frozen value is worse than none. The two paths age separately.
 */
public final class TaskMonitor {
  private static final int INTERVALS_TO_LIVE = 3;

  private final MetadataClient client;
  private final Clock clock;
  private final long lifeNanos;
  private final Task.Decoder taskDecoder = new Task.Decoder();

  private LastAnswer<Task> task = LastAnswer.none();
  private LastAnswer<Stats> statsAnswer = LastAnswer.none();
  private Stats stats;
  private Container own;
  private TaskIdentity identity;
  private Map<String, String> tags = Collections.emptyMap();

  // Created only if the address does not name the own container.
  private OwnContainer ownContainer;

  // Created with the first stats, so that their classes do not load before main.
  private Stats.Decoder statsDecoder;
  private TaskTotalsTracker totalsTracker;

  private long shutdownEpochMillis;
  private volatile TaskSnapshot latest = TaskSnapshot.NOTHING;

  /**
   * @param client null if there is no metadata endpoint
   * @param intervalMillis between two polls of a path
   */
  public TaskMonitor(MetadataClient client, long intervalMillis) {
    this(client, intervalMillis, new Clock());
  }

  TaskMonitor(MetadataClient client, long intervalMillis, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.lifeNanos = INTERVALS_TO_LIVE * intervalMillis * 1000000;
  }

  /**
   * Asks {@code /task}. Until the own container is known, it also asks the base address, less often
   * with each failure.
   *
   * @throws RequestException if {@code /task} gives nothing usable; its message is one line for a
   *     person
   */
  public void pollTask() throws RequestException {
    try {
      task = ask("/task", taskDecoder, task);
      if (own == null) own = findOwn(task.value());
      identity = TaskIdentity.of(task.value(), own, identity);
    } catch (RequestException e) {
      task = task.afterFailure();
      throw e;
    } finally {
      publish();
    }
  }

  /**
   * Asks {@code /task/stats}.
   *
   * @throws RequestException if it gives nothing usable; its message is one line for a person
   */
  public void pollStats() throws RequestException {
    if (statsDecoder == null) {
      statsDecoder = new Stats.Decoder();
      totalsTracker = new TaskTotalsTracker(lifeNanos);
    }
    try {
      statsAnswer = ask("/task/stats", statsDecoder, statsAnswer);
      stats = totalsTracker.observe(statsAnswer.value(), task.value(), clock.nanos());
    } catch (RequestException e) {
      statsAnswer = statsAnswer.afterFailure();
      throw e;
    } finally {
      publish();
    }
  }

  /**
   * Asks {@code /taskWithTags} for the tags of the task.
   *
   * @throws RequestException if it gives no tags because of an error; its message is one line for a
   *     person
   */
  void pollTags() throws RequestException {
    String path = "/taskWithTags";
    try {
      TaskTags answer = ask(path, new TaskTags.Decoder(), LastAnswer.<TaskTags>none()).value();
      if (answer.error() != null) {
        throw new RequestException("no_tags", answer.error(), null)
            .about("GET " + client.redactedUri(path));
      }
      tags = answer.byKey();
    } finally {
      publish();
    }
  }

  private <T> LastAnswer<T> ask(String path, JsonDecoder<T> decoder, LastAnswer<T> last)
      throws RequestException {
    if (client == null)
      throw new RequestException("bad_uri", "no metadata endpoint is known", null);
    return client.ask(path, decoder, last, clock);
  }

  /**
   * On Fargate the address ends with the DockerId of the own container; on EC2 the address itself
   * answers with the own container.
   */
  private Container findOwn(Task task) {
    Container named = task.container(client.endpointId());
    if (named != null) return named;
    if (ownContainer == null) ownContainer = new OwnContainer();
    if (!ownContainer.isDue()) return null;
    try {
      return ask("", new Container.Decoder(), LastAnswer.<Container>none()).value();
    } catch (RequestException e) {
      return ownContainer.afterFailure(e, task);
    }
  }

  /** The reason why the own container is not known; null if it is known, or if nothing is known. */
  public RequestException ownFailure() {
    return own != null || ownContainer == null ? null : ownContainer.failure();
  }

  private synchronized void publish() {
    long now = clock.nanos();
    TaskTotals totals = null;
    if (stats != null) {
      Task heardOf = task.isOlderThan(lifeNanos, now) ? null : task.value();
      totals = totalsTracker.totals(heardOf, now);
    }
    RequestStats requests = client == null ? RequestStats.NONE : client.requests();
    TaskSnapshot snapshot =
        new TaskSnapshot(task, statsAnswer, stats, totals, identity, requests, tags);
    latest = snapshot.agedTo(now, lifeNanos).duringShutdown(shutdownEpochMillis);
  }

  /**
   * Aborts a poll of another thread, because a thread that waits in a read delays the JVM's end.
   */
  public void abort() {
    client.abort();
  }

  /** From now on, each snapshot has the time at which the JVM began to end. */
  public synchronized void beginShutdown() {
    shutdownEpochMillis = clock.epochMillis();
    latest = latest.duringShutdown(shutdownEpochMillis);
  }

  /** Everything that is known now; the same object as long as nothing has changed. */
  public synchronized TaskSnapshot latest() {
    latest = latest.agedTo(clock.nanos(), lifeNanos);
    return latest;
  }

  /** The tags of the task by key; empty if none are known. */
  public Map<String, String> tags() {
    return latest.tags();
  }

  /** The identity, or null until {@code /task} has answered; it is never dropped. */
  public TaskIdentity identity() {
    return latest.identity();
  }
}
