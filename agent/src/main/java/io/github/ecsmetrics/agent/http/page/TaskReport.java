package io.github.ecsmetrics.agent.http.page;

import io.github.ecsmetrics.agent.metadata.Container;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.metadata.ContainerStat;
import io.github.ecsmetrics.agent.metadata.ContainerStats;
import io.github.ecsmetrics.agent.metadata.Task;
import io.github.ecsmetrics.agent.metrics.JvmReport;
import io.github.ecsmetrics.agent.metrics.LastPush;
import io.github.ecsmetrics.agent.task.ContainerSnapshot;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import io.github.ecsmetrics.agent.task.TaskSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The content of the page: the identity of the task, and its usage against its limits. */
final class TaskReport {

  /** {@link TaskIdentity#title}; null if unknown. */
  final String title;

  /** Names and values of the known identity fields, in turns. */
  final List<String> identity = new ArrayList<>();

  /** The age of the numbers, or the reason for their absence. */
  final String age;

  /** The task as a whole, then each container that the filter serves. */
  final List<Line> lines = new ArrayList<>();

  final Usage heap;

  /** Null if the JVM's numbers are not served. */
  final MemoryBar memory;

  /** Names and values of {@link JvmLines}, in turns. */
  final List<String> jvm;

  final boolean rawEndpoints;

  /** Of the parameters of {@link TaskPage}. */
  TaskReport(
      TaskSnapshot snapshot,
      ContainerFilter filter,
      boolean rawEndpoints,
      JvmReport jvm,
      LastPush push) {
    TaskIdentity known = snapshot.identity();
    title = known == null ? null : known.title();
    for (String field : TaskIdentity.fields()) {
      String value = known == null ? null : known.get(field);
      if (value != null) addIdentity(field, value);
    }
    age = age(snapshot);
    Runtime runtime = Runtime.getRuntime();
    heap = Usage.memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    memory = jvm == null ? null : new MemoryBar(jvm.memory, jvm.memoryLimit);
    this.jvm = JvmLines.of(jvm, push);
    this.rawEndpoints = rawEndpoints;
    addLines(snapshot, filter);
  }

  /** The usage of one container or of the whole task. */
  static final class Line {
    final String name;
    final String status;
    final Usage cpu;
    final Usage memory;

    Line(String name, String status, Usage cpu, Usage memory) {
      this.name = name;
      this.status = status;
      this.cpu = cpu;
      this.memory = memory;
    }
  }

  private void addIdentity(String field, String value) {
    identity.add(field.replace('_', ' '));
    identity.add(value);
  }

  /**
   * Compares a container's CPU with the task's limit. The container's own {@code cpu} is only a
   * share on Linux and limits nothing (ECS Developer Guide, task definition parameters).
   */
  private void addLines(TaskSnapshot snapshot, ContainerFilter filter) {
    Task task = snapshot.task();
    double taskCpu = task == null ? Double.NaN : task.number(Task.CPU_LIMIT);
    double taskMemory = task == null ? Double.NaN : task.memoryLimit();
    for (ContainerSnapshot each : snapshot.containers()) {
      if (!filter.serves(each.name())) continue;
      Container container = each.container();
      double bytes = container == null ? taskMemory : container.memoryLimit(task);
      lines.add(
          new Line(
              each.name().isEmpty() ? each.id() : each.name(),
              status(each),
              Usage.cpu(value(each.stats(), ContainerStat.CPUS_IN_USE), taskCpu),
              Usage.memory(value(each.stats(), ContainerStat.MEMORY_WORKING_SET), bytes)));
    }
    if (task == null && lines.isEmpty()) return;
    String status = task == null ? null : task.text(Task.KNOWN_STATUS);
    lines.add(
        0,
        new Line(
            "whole task",
            status == null ? "" : status,
            Usage.cpu(ofTask(snapshot, ContainerStat.CPUS_IN_USE), taskCpu),
            Usage.memory(ofTask(snapshot, ContainerStat.MEMORY_WORKING_SET), taskMemory)));
  }

  private static String status(ContainerSnapshot observed) {
    Container container = observed.container();
    if (container == null) return "not in the task";
    StringBuilder status = new StringBuilder();
    append(status, container.text(Container.KNOWN_STATUS));
    append(status, container.text(Container.HEALTH_STATUS));
    double exitCode = container.number(Container.EXIT_CODE);
    if (!Double.isNaN(exitCode)) append(status, "exit code " + (long) exitCode);
    double restarts = container.number(Container.RESTART_COUNT);
    if (restarts > 0) append(status, (long) restarts + " restarts");
    if (observed.isSelf()) append(status, "this JVM");
    return status.toString();
  }

  private static void append(StringBuilder status, String more) {
    if (more == null) return;
    if (status.length() > 0) status.append(", ");
    status.append(more);
  }

  private static String age(TaskSnapshot snapshot) {
    if (snapshot.lastSuccessEpochMillis() == 0) {
      return "no numbers yet: the task metadata endpoint has not answered";
    }
    double read = value(snapshot.freshest(), ContainerStat.READ_AT);
    double now = System.currentTimeMillis() / 1e3;
    double polled = now - snapshot.lastSuccessEpochMillis() / 1e3;
    String age = String.format(Locale.ROOT, "asked %.0f s ago", Math.max(0, polled));
    if (!Double.isNaN(read)) {
      age = String.format(Locale.ROOT, "numbers are %.0f s old", Math.max(0, now - read));
    }
    return snapshot.isSuccess() ? age : age + "; the task metadata endpoint fails now";
  }

  private static double ofTask(TaskSnapshot snapshot, ContainerStat stat) {
    return snapshot.totals() == null ? Double.NaN : snapshot.totals().value(stat);
  }

  private static double value(ContainerStats stats, ContainerStat stat) {
    return stats == null ? Double.NaN : stats.value(stat);
  }
}
