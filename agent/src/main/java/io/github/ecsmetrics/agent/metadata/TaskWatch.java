package io.github.ecsmetrics.agent.metadata;

import java.io.IOException;
import java.util.Arrays;

/**
 * What was learnt of the task so far: written by the one thread that polls, read by every scrape.
 *
 * <p>A poll that fails leaves the last good answer in place until it is three intervals old; after
 * that it is not told any more, since a frozen value is worse than none. The two paths age apart.
 */
public final class TaskWatch {
  private static final int INTERVALS_TO_LIVE = 3;

  private final MetadataClient client;
  private final Clock clock;
  private final long lifeNanos;
  private final TextPool pool = new TextPool();
  private final Task.Decoder taskDecoder = new Task.Decoder();

  private Answer<Task> task = Answer.none();
  private Answer<Stats> statsAnswer = Answer.none();
  private Stats stats;
  private Requests requests = Requests.NONE;
  private Container own;
  private TaskIdentity identity;

  // Made where the address does not name the own container.
  private OwnContainer ownContainer;

  // Made with the first stats: what only they need is not loaded before.
  private Stats.Decoder statsDecoder;
  private TotalsTracker totalsTracker;

  private volatile Observation latest = Observation.NOTHING;

  /**
   * @param client null where there is no metadata endpoint, so that nothing will ever be known
   * @param intervalMillis between two polls of a path
   */
  public TaskWatch(MetadataClient client, long intervalMillis) {
    this(client, intervalMillis, new Clock());
  }

  TaskWatch(MetadataClient client, long intervalMillis, Clock clock) {
    this.client = client;
    this.clock = clock;
    this.lifeNanos = INTERVALS_TO_LIVE * intervalMillis * 1000000;
  }

  /**
   * Asks {@code /task}, and where that does not tell which container is ours the base address too,
   * until it has told; the more often that failed the more rarely.
   *
   * @throws MetadataException if {@code /task} gives nothing usable; its message is one line for a
   *     person
   */
  public void pollTask() throws MetadataException {
    try {
      task = ask("/task", taskDecoder, task);
      if (own == null) own = findOwn(task.value());
      identity = TaskIdentity.of(task.value(), own, identity);
    } catch (MetadataException e) {
      task = task.afterFailure();
      throw e;
    } finally {
      publish();
    }
  }

  /**
   * Asks {@code /task/stats}.
   *
   * @throws MetadataException if it gives nothing usable; its message is one line for a person
   */
  public void pollStats() throws MetadataException {
    if (statsDecoder == null) {
      statsDecoder = new Stats.Decoder();
      totalsTracker = new TotalsTracker(lifeNanos);
    }
    try {
      statsAnswer = ask("/task/stats", statsDecoder, statsAnswer);
      stats = totalsTracker.observe(statsAnswer.value(), task.value(), clock.nanos());
    } catch (MetadataException e) {
      statsAnswer = statsAnswer.afterFailure();
      throw e;
    } finally {
      publish();
    }
  }

  private <T> Answer<T> ask(String path, JsonDecoder<T> decoder, Answer<T> last)
      throws MetadataException {
    if (client == null)
      throw new MetadataException("bad_uri", "no metadata endpoint is known", null);
    long start = clock.nanos();
    String outcome = "broken";
    try {
      byte[] body = client.get(path);
      // Most answers of /task repeat the one before.
      T value = Arrays.equals(body, last.body()) ? last.value() : decode(body, decoder);
      outcome = "success";
      return Answer.good(value, body, clock);
    } catch (MetadataException e) {
      outcome = e.outcome();
      throw e.getMessage().startsWith("GET ") ? e : e.about("GET " + client.redactedUri(path));
    } finally {
      double seconds = (clock.nanos() - start) / 1e9;
      requests = requests.plus(path.isEmpty() ? "/" : path, outcome, seconds);
    }
  }

  private <T> T decode(byte[] body, JsonDecoder<T> decoder) throws MetadataException {
    try {
      return JsonDecoder.decode(body, pool, decoder);
    } catch (IOException e) {
      throw new MetadataException("bad_json", e.getMessage(), e);
    }
  }

  /**
   * On Fargate the address ends in our DockerId; elsewhere the address itself answers with our
   * container.
   */
  private Container findOwn(Task task) {
    Container named = task.container(client.endpointId());
    if (named != null) return named;
    if (ownContainer == null) ownContainer = new OwnContainer();
    if (!ownContainer.isDue()) return null;
    try {
      return ask("", new Container.Decoder(), Answer.<Container>none()).value();
    } catch (MetadataException e) {
      return ownContainer.afterFailure(e, task);
    }
  }

  /**
   * Why it is not known which container is the agent's own; null where that is known, or nothing.
   */
  public MetadataException ownFailure() {
    return own != null || ownContainer == null ? null : ownContainer.failure();
  }

  private synchronized void publish() {
    long now = clock.nanos();
    Totals totals = null;
    if (stats != null) {
      Task heardOf = task.isOlderThan(lifeNanos, now) ? null : task.value();
      totals = totalsTracker.totals(heardOf, now);
    }
    Observation observation = new Observation(task, statsAnswer, stats, totals, identity, requests);
    latest = observation.agedTo(now, lifeNanos);
  }

  /**
   * Ends a poll that another thread is in, since a thread that waits in a read delays the JVM's
   * end.
   */
  public void abort() {
    client.abort();
  }

  /** All that is known now; the same object as long as nothing has changed. */
  public synchronized Observation latest() {
    latest = latest.agedTo(clock.nanos(), lifeNanos);
    return latest;
  }

  /** Who we are, or null until {@code /task} has answered; never forgotten. */
  public TaskIdentity identity() {
    return latest.identity();
  }
}
