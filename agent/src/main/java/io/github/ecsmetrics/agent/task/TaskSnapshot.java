package io.github.ecsmetrics.agent.task;

import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.NetworkMode;
import io.github.ecsmetrics.agent.metadata.Stats;
import io.github.ecsmetrics.agent.metadata.Task;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** An immutable view of everything that is known of the task at one moment. */
public final class TaskSnapshot {
  static final TaskSnapshot NOTHING =
      new TaskSnapshot(
          LastAnswer.<Task>none(),
          LastAnswer.<Stats>none(),
          null,
          null,
          null,
          RequestStats.NONE,
          Collections.<String, String>emptyMap());

  private final LastAnswer<Task> taskAnswer;
  private final LastAnswer<Stats> statsAnswer;
  private final Stats stats;
  private final boolean taskExpired;
  private final boolean statsExpired;
  private final TaskTotals totals;
  private final TaskIdentity identity;
  private final RequestStats requests;
  private final long shutdownEpochMillis;
  private final Map<String, String> tags;

  TaskSnapshot(
      LastAnswer<Task> taskAnswer,
      LastAnswer<Stats> statsAnswer,
      Stats stats,
      TaskTotals totals,
      TaskIdentity identity,
      RequestStats requests,
      Map<String, String> tags) {
    this.taskAnswer = taskAnswer;
    this.statsAnswer = statsAnswer;
    this.stats = stats;
    this.totals = totals;
    this.identity = identity;
    this.requests = requests;
    this.tags = tags;
    this.taskExpired = false;
    this.statsExpired = false;
    this.shutdownEpochMillis = 0;
  }

  private TaskSnapshot(
      TaskSnapshot of, boolean taskExpired, boolean statsExpired, long shutdownEpochMillis) {
    this.taskAnswer = of.taskAnswer;
    this.statsAnswer = of.statsAnswer;
    this.stats = of.stats;
    this.totals = of.totals;
    this.identity = of.identity;
    this.requests = of.requests;
    this.tags = of.tags;
    this.taskExpired = taskExpired;
    this.statsExpired = statsExpired;
    this.shutdownEpochMillis = shutdownEpochMillis;
  }

  /** This snapshot without the answers that are too old by now; the same object if none is. */
  TaskSnapshot agedTo(long nanos, long lifeNanos) {
    boolean taskTooOld = taskAnswer.isOlderThan(lifeNanos, nanos);
    boolean statsTooOld = statsAnswer.isOlderThan(lifeNanos, nanos);
    if (taskTooOld == taskExpired && statsTooOld == statsExpired) return this;
    return new TaskSnapshot(this, taskTooOld, statsTooOld, shutdownEpochMillis);
  }

  /**
   * This snapshot with the time at which the shutdown began; the same object if it has that time
   * already.
   */
  TaskSnapshot duringShutdown(long epochMillis) {
    if (epochMillis == shutdownEpochMillis) return this;
    return new TaskSnapshot(this, taskExpired, statsExpired, epochMillis);
  }

  /** Whether the last poll of {@code /task} and that of {@code /task/stats} gave usable JSON. */
  public boolean isSuccess() {
    return taskAnswer.isGood() && statsAnswer.isGood();
  }

  /** The task; null if unknown, or if the last answer is too old. */
  public Task task() {
    return taskExpired ? null : taskAnswer.value();
  }

  /** The newest stats of the containers; null if unknown, or if the last answer is too old. */
  public Stats stats() {
    return statsExpired ? null : stats;
  }

  /** The use of the whole task; null if {@link #stats} is. */
  public TaskTotals totals() {
    return statsExpired ? null : totals;
  }

  /** The identity, or null until the first good answer of {@code /task}; it is never dropped. */
  public TaskIdentity identity() {
    return identity;
  }

  /**
   * How the network counters belong together, or null until the first good answer of {@code /task}.
   */
  public NetworkMode networkMode() {
    Task known = lastTask();
    return known == null ? null : known.networkMode();
  }

  public RequestStats requests() {
    return requests;
  }

  /** The tags of the task by key; empty if none are known. */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * When the older of the two last good answers came, in milliseconds since the epoch; 0 for never.
   */
  public long lastSuccessEpochMillis() {
    return Math.min(taskAnswer.epochMillis(), statsAnswer.epochMillis());
  }

  /** When the JVM began to end, in milliseconds since the epoch; 0 if it has not. */
  public long shutdownEpochMillis() {
    return shutdownEpochMillis;
  }

  /** The last good answer of {@code /task}, byte for byte, or null; not to be written to. */
  public byte[] taskBody() {
    return taskAnswer.body();
  }

  /** The last good answer of {@code /task/stats}, byte for byte, or null; not to be written to. */
  public byte[] statsBody() {
    return statsAnswer.body();
  }

  /**
   * The stats of the own container, else those that were read last; null if unknown. Their {@link
   * ContainerStat#READ_AT} shows how fresh this snapshot is.
   */
  public ContainerStats freshest() {
    ContainerStats freshest = null;
    if (stats == null) return null;
    Map<String, ContainerStats> byId = stats.byId();
    for (String id : byId.keySet()) {
      ContainerStats each = byId.get(id);
      double readAt = each.value(ContainerStat.READ_AT);
      if (Double.isNaN(readAt)) continue;
      if (isOwn(id)) return each;
      if (freshest == null || readAt > freshest.value(ContainerStat.READ_AT)) freshest = each;
    }
    return freshest;
  }

  /**
   * The containers of both answers, each once. If several have one DockerId, or one name without a
   * DockerId, the first counts.
   */
  public List<ContainerSnapshot> containers() {
    return ContainerSnapshot.allOf(this);
  }

  /** The task as it was last known, however long ago, or null. */
  Task lastTask() {
    return taskAnswer.value();
  }

  /** Whether this is the DockerId of the agent's own container. */
  boolean isOwn(String id) {
    return identity != null && !id.isEmpty() && id.equals(identity.get("container_id"));
  }
}
