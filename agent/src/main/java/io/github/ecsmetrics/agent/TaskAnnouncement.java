package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.mdc.MdcInstrumentation;
import io.github.ecsmetrics.agent.metadata.TaskIdentity;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the task known inside of the JVM, once: in system properties and in every log event. */
final class TaskAnnouncement {
  /** System property below the prefix and identity field, in turn. */
  private static final String[] PROPERTIES = {
    "task.family", "task_family",
    "task.revision", "task_revision",
    "task.arn", "task_arn",
    "task.id", "task_id",
    "cluster", "cluster",
    "service", "service",
    "container.name", "container_name",
    "container.id", "container_id",
    "launch_type", "launch_type",
    "availability_zone", "availability_zone",
  };

  private final String propertiesPrefix;
  private final Map<String, String> mdcKeys;
  private final Instrumentation instrumentation;
  private volatile boolean applicationRuns;
  private boolean made;
  private MdcInstrumentation mdc;

  /**
   * @param propertiesPrefix what the names of the system properties begin with; empty sets none
   * @param mdcKeys MDC key to identity field
   */
  TaskAnnouncement(
      String propertiesPrefix, Map<String, String> mdcKeys, Instrumentation instrumentation) {
    this.propertiesPrefix = propertiesPrefix;
    this.mdcKeys = mdcKeys;
    this.instrumentation = instrumentation;
  }

  /** From now on the application's classes load at the same time. */
  void applicationRuns() {
    applicationRuns = true;
  }

  /**
   * With each poll: what was loading the first time is made to show the task when it is there.
   *
   * @param identity null while nothing is known
   */
  void make(TaskIdentity identity) {
    if (identity == null) return;
    if (!made) makeOnce(identity);
    else if (mdc != null && !mdc.lookAgain()) watchNoMore();
  }

  private void makeOnce(TaskIdentity identity) {
    made = true;
    setProperties(identity);
    Map<String, String> values = mdcValues(identity);
    if (values.isEmpty()) return;
    mdc = MdcInstrumentation.install(instrumentation, values);
    if (!applicationRuns) watchNoMore();
  }

  private void watchNoMore() {
    mdc.lookNoMore();
    mdc = null;
  }

  private void setProperties(TaskIdentity identity) {
    if (propertiesPrefix.isEmpty()) return;
    for (int i = 0; i < PROPERTIES.length; i += 2) {
      String name = propertiesPrefix + PROPERTIES[i];
      String value = identity.get(PROPERTIES[i + 1]);
      // What a person gave with -D stays.
      if (value != null && System.getProperty(name) == null) System.setProperty(name, value);
    }
  }

  private Map<String, String> mdcValues(TaskIdentity identity) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : mdcKeys.keySet()) {
      String value = identity.get(mdcKeys.get(key));
      if (value != null) values.put(key, value);
    }
    return values;
  }
}
