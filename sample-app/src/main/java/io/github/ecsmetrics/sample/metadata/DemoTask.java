package io.github.ecsmetrics.sample.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A Fargate task of two containers, platform version 1.4, that started a moment before the
 * stand-in.
 *
 * <p>Together the containers use 0.125 of the 0.5 vCPU they have: a quarter.
 */
final class DemoTask {
  /** How long the containers have run when the stand-in starts: first statistics are there. */
  private static final Duration RUNNING = Duration.ofSeconds(2);

  private final TaskJson json;
  private final List<DemoContainer> containers;
  private final Instant started;
  private final Duration refresh;
  private final Clock clock;

  private DemoTask(String id, Instant started, Duration refresh, Clock clock) {
    this.containers = List.of(DemoContainer.application(id), DemoContainer.logRouter(id));
    this.json = new TaskJson(id, started);
    this.started = started;
    this.refresh = refresh;
    this.clock = clock;
  }

  static DemoTask startedBefore(String id, Duration refresh, Clock clock) {
    return new DemoTask(id, clock.instant().minus(RUNNING), refresh, clock);
  }

  /** The container that the agent runs in. */
  DemoContainer application() {
    return containers.get(0);
  }

  /** Null where no container has this ID. */
  DemoContainer container(String dockerId) {
    for (DemoContainer container : containers) {
      if (container.dockerId().equals(dockerId)) {
        return container;
      }
    }
    return null;
  }

  ObjectNode metadata() {
    return json.task(containers, clock.instant());
  }

  ObjectNode metadata(DemoContainer container) {
    return json.container(container, clock.instant());
  }

  ObjectNode stats() {
    ObjectNode stats = JsonNodeFactory.instance.objectNode();
    for (DemoContainer container : containers) {
      stats.set(container.dockerId(), stats(container));
    }
    return stats;
  }

  /** Null, as on Fargate, before the first sample. */
  JsonNode stats(DemoContainer container) {
    Duration running = Duration.between(started, clock.instant());
    Duration sampling = running.minus(container.sampledAfter());
    if (sampling.isNegative()) {
      return NullNode.getInstance();
    }
    Duration read =
        container.sampledAfter().plus(refresh.multipliedBy(sampling.dividedBy(refresh)));
    Duration preread = read.minus(refresh);
    return new StatsJson(container, started).sampled(read, preread.isNegative() ? null : preread);
  }
}
