package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.mdc.MdcTransformer;
import io.github.ecsmetrics.agent.properties.OpenTelemetryResource;
import io.github.ecsmetrics.agent.properties.SpringTags;
import io.github.ecsmetrics.agent.settings.Settings;
import io.github.ecsmetrics.agent.task.TaskIdentity;
import java.lang.instrument.Instrumentation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Publishes the identity of the task in system properties and in the MDC of log events. */
final class IdentityPublisher implements Consumer<TaskIdentity> {
  private final Settings settings;
  private final Instrumentation instrumentation;
  private volatile boolean applicationStarted;
  private boolean published;
  private MdcTransformer mdc;

  IdentityPublisher(Settings settings, Instrumentation instrumentation) {
    this.settings = settings;
    this.instrumentation = instrumentation;
  }

  /** Called once the application runs, so that its classes load at the same time. */
  void onApplicationStart() {
    applicationStarted = true;
  }

  /**
   * Called with each poll. The first call publishes; later ones weave classes that were still
   * loading then.
   */
  @Override
  public void accept(TaskIdentity identity) {
    if (!published) publish(identity);
    else if (mdc != null && !mdc.weaveMissed()) stopWatching();
  }

  private void publish(TaskIdentity identity) {
    published = true;
    setProperties(identity);
    if (settings.otelResource) OpenTelemetryResource.publish(identity);
    if (settings.springTags) SpringTags.publish(identity);
    Map<String, String> values = mdcValues(identity);
    if (values.isEmpty()) return;
    mdc = MdcTransformer.install(instrumentation, values);
    if (!applicationStarted) stopWatching();
  }

  private void stopWatching() {
    mdc.stopWatching();
    mdc = null;
  }

  private void setProperties(TaskIdentity identity) {
    if (settings.propertiesPrefix.isEmpty()) return;
    for (String field : TaskIdentity.fields()) {
      String name = settings.propertiesPrefix + TaskIdentity.property(field);
      String value = identity.get(field);
      // A property that a person set with -D stays.
      if (value != null && System.getProperty(name) == null) System.setProperty(name, value);
    }
  }

  private Map<String, String> mdcValues(TaskIdentity identity) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String key : settings.mdcKeys.keySet()) {
      String value = identity.get(settings.mdcKeys.get(key));
      if (value != null) values.put(key, value);
    }
    return values;
  }
}
