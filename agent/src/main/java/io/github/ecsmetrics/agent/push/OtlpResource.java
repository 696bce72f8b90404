package io.github.ecsmetrics.agent.push;

import io.github.ecsmetrics.agent.otlp.Resource;
import io.github.ecsmetrics.agent.task.ResourceAttributes;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resource of pushed metrics: the service and its task. */
final class OtlpResource {
  private final Map<String, String> given;

  /** The first that was known, and null before: receivers take another one for another JVM. */
  private String instance;

  /**
   * @param given attributes that win
   */
  OtlpResource(Map<String, String> given) {
    this.given = given;
  }

  /**
   * @param identity null if it is not known
   */
  Resource of(TaskIdentity identity) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("service.name", "unknown_service:java");
    if (identity != null) {
      String service = identity.get("service");
      if (service == null) service = identity.get("task_family");
      if (service != null) attributes.put("service.name", service);
      if (instance == null) instance = instance(identity);
      if (instance != null) attributes.put("service.instance.id", instance);
      attributes.putAll(ResourceAttributes.of(identity));
      // Converted to Prometheus names, they would collide with the series' own labels.
      attributes.remove("container.id");
      attributes.remove("container.name");
    }
    attributes.putAll(given);
    return Resource.of(attributes);
  }

  private static String instance(TaskIdentity identity) {
    String task = identity.get("task_id");
    String container = identity.get("container_name");
    if (task == null) return identity.get("container_id");
    return container == null ? task : task + "/" + container;
  }
}
