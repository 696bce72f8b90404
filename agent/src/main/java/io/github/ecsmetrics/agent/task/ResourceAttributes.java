package io.github.ecsmetrics.agent.task;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The task and the container as attributes of a resource, with the names of OpenTelemetry's
 * semantic conventions for {@code cloud.*}, {@code aws.ecs.*} and {@code container.*}.
 *
 * <pre>
 * cloud.provider=aws, cloud.platform=aws_ecs, cloud.region=us-west-2, cloud.account.id=111122223333, ...,
 * aws.ecs.cluster.arn=arn:aws:ecs:us-west-2:111122223333:cluster/default, ..., container.name=curl
 * </pre>
 */
public final class ResourceAttributes {
  private static final int PARTS_OF_ARN = 6;
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int RESOURCE = 5;

  private ResourceAttributes() {}

  /** The attributes in a fixed order, without those that are unknown; the caller's own map. */
  public static Map<String, String> of(TaskIdentity identity) {
    // arn:PARTITION:ecs:REGION:ACCOUNT:task/CLUSTER/ID, or without the cluster.
    String[] arn = parts(identity.get("task_arn"));
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("cloud.provider", "aws");
    attributes.put("cloud.platform", "aws_ecs");
    put(attributes, "cloud.region", arn == null ? null : arn[REGION]);
    put(attributes, "cloud.account.id", arn == null ? null : arn[ACCOUNT]);
    put(attributes, "cloud.availability_zone", identity.get("availability_zone"));
    put(attributes, "aws.ecs.cluster.arn", clusterArn(arn, identity.get("cluster")));
    put(attributes, "aws.ecs.launchtype", lowerCase(identity.get("launch_type")));
    put(attributes, "aws.ecs.task.arn", identity.get("task_arn"));
    put(attributes, "aws.ecs.task.family", identity.get("task_family"));
    put(attributes, "aws.ecs.task.revision", identity.get("task_revision"));
    put(attributes, "aws.ecs.task.id", identity.get("task_id"));
    put(attributes, "container.id", identity.get("container_id"));
    put(attributes, "container.name", identity.get("container_name"));
    return attributes;
  }

  private static void put(Map<String, String> attributes, String key, String value) {
    if (value != null && !value.isEmpty()) attributes.put(key, value);
  }

  /** Null if it is unknown or is not the whole ARN of a task. */
  private static String[] parts(String arn) {
    if (arn == null || !arn.startsWith("arn:")) return null;
    String[] parts = arn.split(":", PARTS_OF_ARN);
    boolean ofTask = parts.length == PARTS_OF_ARN && parts[RESOURCE].startsWith("task/");
    return ofTask && !parts[REGION].isEmpty() && !parts[ACCOUNT].isEmpty() ? parts : null;
  }

  /**
   * A cluster is in the account and the region of its tasks, so the task's ARN has all but its
   * name. On EC2 the endpoint has no more than the name.
   *
   * @param task the parts of the task's ARN, or null
   * @param name null if the endpoint has none
   * @return null if there is no name, or if the endpoint and the ARN have two
   */
  private static String clusterArn(String[] task, String name) {
    if (task == null) return null;
    String[] path = task[RESOURCE].split("/");
    String inArn = path.length == 3 ? path[1] : null;
    String known = name == null ? inArn : name;
    if (known == null || inArn != null && !inArn.equals(known)) return null;
    return "arn:" + task[1] + ":ecs:" + task[REGION] + ":" + task[ACCOUNT] + ":cluster/" + known;
  }

  /** {@code ec2}, {@code fargate}, {@code external}, {@code managed_instances}. */
  private static String lowerCase(String launchType) {
    return launchType == null ? null : launchType.toLowerCase(Locale.ROOT);
  }
}
