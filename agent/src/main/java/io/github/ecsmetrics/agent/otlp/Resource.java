package io.github.ecsmetrics.agent.otlp;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The attributes of what sends the metrics, in order, e.g. {@code service.name=orders}, by
 * OpenTelemetry's semantic conventions.
 */
public final class Resource {
  private final Map<String, String> attributes;

  private Resource(Map<String, String> attributes) {
    this.attributes = attributes;
  }

  public static Resource of(Map<String, String> attributes) {
    return new Resource(new LinkedHashMap<>(attributes));
  }

  /** As the field of {@code ResourceMetrics}. */
  ProtobufWriter message() {
    ProtobufWriter out = new ProtobufWriter();
    int resource = out.begin(1);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      Attributes.write(out, 1, attribute.getKey(), attribute.getValue());
    }
    out.end(resource);
    return out;
  }

  @Override
  public String toString() {
    return attributes.toString();
  }
}
