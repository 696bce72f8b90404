package io.github.ecsmetrics.agent.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.ecsmetrics.agent.metadata.ContainerFilter;
import io.github.ecsmetrics.agent.otlp.ExportRequest;
import io.github.ecsmetrics.agent.otlp.OtlpEncoder;
import io.github.ecsmetrics.agent.otlp.Receiver;
import io.github.ecsmetrics.agent.otlp.Resource;
import io.github.ecsmetrics.agent.otlp.Temporality;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A receiver of deltas that adds them up, as Datadog and Dynatrace do. */
final class PushedDeltas {
  /** Sums of doubles are not exact in their last digits. */
  private static final MathContext DIGITS = new MathContext(12);

  /** Far below the largest number that a double holds exactly. */
  private static final long MOST_THAT_GROWS = 1L << 50;

  private final OtlpEncoder encoder =
      new OtlpEncoder(Resource.of(Map.of()), "agent", Exposition.VERSION, Temporality.DELTA, 0);
  private final PrometheusRegistry registry;
  private final Map<String, Double> values = new HashMap<>();
  private long now;

  PushedDeltas(TaskMonitor monitor) {
    ContainerFilter filter = new ContainerFilter(List.of(), List.of("~internal~ecs*"));
    registry = Exposition.registry(monitor, filter, false);
  }

  /** A push that the receiver does not get. */
  void pushInVain() {
    encoder.encode(registry.scrape(), now += 60_000);
  }

  /** The exposition that the receiver would show after a push. */
  String push() throws IOException {
    List<ExportRequest> requests = encoder.encode(registry.scrape(), now += 60_000);
    requests.forEach(encoder::acknowledge);
    String type = "";
    StringBuilder text = new StringBuilder();
    for (String line : Exposition.normalized(Receiver.text(requests)).split("\n")) {
      if (line.startsWith("# TYPE ")) type = line.substring(line.lastIndexOf(' ') + 1);
      if (line.startsWith("#")) {
        text.append(line).append('\n');
        continue;
      }
      String series = line.substring(0, line.lastIndexOf(' '));
      double value = Double.parseDouble(line.substring(series.length()));
      boolean delta = type.equals("counter") || type.equals("histogram");
      value = values.merge(series, value, (old, more) -> delta ? old + more : more);
      text.append(series).append(' ').append(value).append('\n');
    }
    return rounded(text.toString());
  }

  static String rounded(String exposition) {
    StringBuilder text = new StringBuilder();
    for (String line : exposition.split("\n")) {
      int value = line.startsWith("#") ? line.length() : line.lastIndexOf(' ') + 1;
      text.append(line, 0, value);
      if (value < line.length()) {
        double number = Double.parseDouble(line.substring(value));
        text.append(new BigDecimal(number).round(DIGITS).stripTrailingZeros().toPlainString());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The stats ten seconds later. Every number is half as large again, so differences grow, too. */
  static byte[] grown(byte[] stats) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.writeValueAsBytes(grown(mapper.readTree(stats)));
  }

  private static JsonNode grown(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(member -> member.setValue(grown(member.getValue())));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) array.set(i, grown(array.get(i)));
    } else if (node.isIntegralNumber() && node.asLong() < MOST_THAT_GROWS) {
      return LongNode.valueOf(node.asLong() + node.asLong() / 2 + 1_001);
    } else if (node.isTextual() && node.asText().matches("20\\d\\d-\\d\\d-\\d\\dT.*Z")) {
      return TextNode.valueOf(Instant.parse(node.asText()).plusSeconds(10).toString());
    }
    return node;
  }
}
