package io.github.ecsmetrics.sample.metadata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The answers to {@code /v4/ID/task} and {@code /v4/ID}. */
final class TaskJson {
  private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:";
  private static final String CLUSTER = ARN + "cluster/demo";
  private static final String FAMILY = "sample-app";
  private static final String REVISION = "42";
  private static final String ADDRESS = "10.0.21.87";
  private static final Duration HEALTHY_AFTER = Duration.ofSeconds(5);

  private final String id;
  private final String arn;
  private final Instant started;

  TaskJson(String id, Instant started) {
    this.id = id;
    this.arn = ARN + "task/demo/" + id;
    this.started = started;
  }

  ObjectNode task(List<DemoContainer> containers, Instant now) {
    ObjectNode task = JsonNodeFactory.instance.objectNode();
    task.put("Cluster", CLUSTER)
        .put("TaskARN", arn)
        .put("Family", FAMILY)
        .put("Revision", REVISION)
        .put("DesiredStatus", "RUNNING")
        .put("KnownStatus", "RUNNING");
    task.putObject("Limits").put("CPU", 0.5).put("Memory", 1024);
    task.put("PullStartedAt", before(14_200))
        .put("PullStoppedAt", before(5_900))
        .put("AvailabilityZone", "eu-central-1b")
        .put("LaunchType", "FARGATE")
        .put("ServiceName", FAMILY);
    ArrayNode list = task.putArray("Containers");
    for (DemoContainer container : containers) {
      list.add(container(container, now));
    }
    task.putObject("ClockDrift")
        .put("ClockErrorBound", 0.412905)
        .put("ReferenceTimestamp", now.truncatedTo(ChronoUnit.MINUTES).toString())
        .put("ClockSynchronizationStatus", "SYNCHRONIZED");
    task.putObject("EphemeralStorageMetrics")
        .put("Utilized", 294 + Duration.between(started, now).toMinutes())
        .put("Reserved", 20496);
    return task;
  }

  ObjectNode container(DemoContainer container, Instant now) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("DockerId", container.dockerId())
        .put("Name", container.name())
        .put("DockerName", container.name())
        .put("Image", container.image())
        .put("ImageID", "sha256:" + container.digest());
    json.putObject("Labels")
        .put("com.amazonaws.ecs.cluster", CLUSTER)
        .put("com.amazonaws.ecs.container-name", container.name())
        .put("com.amazonaws.ecs.task-arn", arn)
        .put("com.amazonaws.ecs.task-definition-family", FAMILY)
        .put("com.amazonaws.ecs.task-definition-version", REVISION);
    json.put("DesiredStatus", "RUNNING").put("KnownStatus", "RUNNING");
    json.putObject("Limits").put("CPU", container.cpuUnits()).put("Memory", container.memory());
    json.put("CreatedAt", started.toString())
        .put("StartedAt", started.toString())
        .put("Type", "NORMAL");
    health(json.putObject("Health"), now);
    json.put("LogDriver", container.logDriver());
    json.put("ContainerARN", ARN + "container/demo/" + id + "/" + container.uuid());
    network(json.putArray("Networks").addObject());
    json.put("Snapshotter", "overlayfs");
    return json;
  }

  /** Empty until the first check has passed. */
  private void health(ObjectNode health, Instant now) {
    Instant healthy = started.plus(HEALTHY_AFTER);
    if (now.isBefore(healthy)) {
      return;
    }
    health.put("status", "HEALTHY").put("statusSince", healthy.toString());
  }

  /** The task's one network interface, which every container repeats. */
  private static void network(ObjectNode network) {
    network.put("NetworkMode", "awsvpc");
    network.putArray("IPv4Addresses").add(ADDRESS);
    network
        .put("AttachmentIndex", 0)
        .put("MACAddress", "06:5d:2f:8a:41:c7")
        .put("IPv4SubnetCIDRBlock", "10.0.16.0/20");
    network.putArray("DomainNameServers").add("10.0.0.2");
    network.putArray("DomainNameSearchList").add("eu-central-1.compute.internal");
    network
        .put("PrivateDNSName", "ip-10-0-21-87.eu-central-1.compute.internal")
        .put("SubnetGatewayIpv4Address", "10.0.16.1/20");
  }

  private String before(long millis) {
    return started.minusMillis(millis).toString();
  }
}
