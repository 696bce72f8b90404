package io.github.ecsmetrics.agent.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ecsmetrics.agent.metadata.Payloads;
import io.github.ecsmetrics.agent.net.RequestException;
import io.github.ecsmetrics.agent.task.CannedEndpoint;
import io.github.ecsmetrics.agent.task.FakeClock;
import io.github.ecsmetrics.agent.task.TaskMonitor;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever happens to any one node of any answer: no exception but that the answer is unusable, a
 * well-formed exposition, nothing negative, running sums that do not fall, and the other
 * containers' series as they were.
 *
 * <p>Seen elsewhere: stats are {@code null} or {@code {}} for containers that start or have
 * stopped, and consumers crashed (influxdata/telegraf#15455, DataDog/datadog-process-agent#165).
 */
@ParameterizedClass
@EnumSource(Payloads.class)
class MutationTest {
  private static final int MUTATIONS = Boolean.getBoolean("matrix") ? 1450 : 290;

  /** The recorded answers have the same facts: a few show that the invented ones lack none. */
  private static final int MUTATIONS_OF_RECORDED = MUTATIONS / 10;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What a mutation leaves in the node's place; null for deleting it. */
  private static final JsonNode[] REPLACEMENTS = {
    null,
    NODES.nullNode(),
    NODES.textNode(""),
    NODES.textNode("x".repeat(10000)),
    NODES.textNode("a\"b\\c\nd\u0000\u2028\uD83D\uDE00"),
    NODES.textNode("12"),
    NODES.booleanNode(true),
    NODES.numberNode(0),
    NODES.numberNode(-1),
    NODES.numberNode(1.5),
    NODES.numberNode(1e308),
    NODES.numberNode(new BigInteger("18446744073709551615")),
    NODES.numberNode(new BigInteger("18446744073709551616")),
    NODES.numberNode(BigInteger.TEN.pow(2000)),
    NODES.arrayNode(),
    NODES.arrayNode().addNull().add(1).add("x").addObject().arrayNode(),
    NODES.objectNode(),
    NODES.objectNode().put("eth0", 1).putNull("value")
  };

  @Parameter Payloads payloads;

  @ParameterizedTest
  @CsvSource({
    "ec2-awsvpc-cgroup2-pause-only/task.json, ec2-awsvpc-cgroup2-pause-only/task-stats.json",
    "ec2-awsvpc-docs/task.json, fargate-docs/task-stats.json",
    "ec2-awsvpc-ids-mismatch/task.json, ec2-awsvpc-ids-mismatch/task-stats.json",
    "ec2-awsvpc-tags-null-stats/task-with-tags.json, ec2-awsvpc-tags-null-stats/task-stats.json",
    "fargate-2019-no-cache/task.json, fargate-2019-no-cache/task-stats.json",
    "fargate-cgroup1-null-stats/task.json, fargate-cgroup1-null-stats/task-stats.json",
    "fargate-clockdrift-in-container/task.json, ec2-bridge-docs/task-stats.json",
    "fargate-docs/task.json, fargate-docs/task-stats.json",
    "fargate-pv13/task.json, fargate-pv13/task-stats.json",
    "fargate-stopped-exit42/task.json, fargate-stopped-exit42/task-stats.json",
    "local-container-endpoints/task.json, ec2-bridge-docs/task-stats.json",
    "malformed-arn/task.json, ec2-awsvpc-ids-mismatch/task-stats.json",
    "managed-instances-docs/task.json, managed-instances-docs/task-stats.json",
    "v3-ec2-awsvpc-docs/task.json, ec2-awsvpc-ids-mismatch/task-stats.json",
  })
  void noNodeCanHarmTheOthers(String taskFile, String statsFile) throws Exception {
    byte[] task = payloads.read(taskFile);
    byte[] stats = payloads.read(statsFile);
    TaskMonitor untouched = polled(task, stats);
    Map<String, Double> before = Exposition.series(untouched);
    List<String> labels =
        untouched.latest().containers().stream().map(container -> label(container.id())).toList();
    int mutations = payloads == Payloads.RECORDED ? MUTATIONS_OF_RECORDED : MUTATIONS;
    for (int seed = 0; seed < mutations; seed++) {
      Random random = new Random(seed);
      boolean ofTask = random.nextBoolean();
      JsonNode root = JSON.readTree(ofTask ? task : stats);
      String touched = mutate(root, ofTask, random);
      byte[] mutated = JSON.writeValueAsBytes(root);

      TaskMonitor fresh = polled(ofTask ? mutated : task, ofTask ? stats : mutated);
      Map<String, Double> after = Exposition.series(fresh);
      assertTrue(fresh.latest().isSuccess(), "unusable by a change in " + touched);
      if (touched != null) {
        List<String> others = new ArrayList<>(labels);
        others.remove(label(touched));
        String where = taskFile + ", seed " + seed + ", change in " + touched;
        assertEquals(only(before, others), only(after, others), where);
      }
      if (seed % 10 == 0) assertRunningSumsDoNotFall(task, stats, mutated, ofTask);
    }
  }

  /**
   * Changes one node.
   *
   * @return the DockerId of the container to which it belongs, or null if it is not one's own
   */
  private static String mutate(JsonNode root, boolean ofTask, Random random) {
    List<JsonNode> path = new ArrayList<>();
    JsonNode parent = root;
    List<Object> keys = new ArrayList<>();
    while (true) {
      List<Object> children = children(parent);
      if (children.isEmpty()) return mutateLast(root, keys, ofTask, random);
      Object key = children.get(random.nextInt(children.size()));
      keys.add(key);
      JsonNode child = child(parent, key);
      path.add(child);
      // The deeper, the more nodes: those near the root get their share as well.
      if (!child.isContainerNode() || random.nextInt(4) == 0)
        return mutateLast(root, keys, ofTask, random);
      parent = child;
    }
  }

  private static String mutateLast(
      JsonNode root, List<Object> keys, boolean ofTask, Random random) {
    JsonNode parent = root;
    String touched = null;
    for (int i = 0; i < keys.size(); i++) {
      if (ofTask && i == 2 && keys.get(0).equals("Containers"))
        touched = parent.path("DockerId").asText();
      if (i < keys.size() - 1) parent = child(parent, keys.get(i));
    }
    // A whole container exchanged for something else is that container's change too.
    if (ofTask && keys.size() == 2 && keys.get(0).equals("Containers")) {
      touched = child(parent, keys.get(1)).path("DockerId").asText();
    }
    if (!ofTask) touched = (String) keys.get(0);
    // By these one container tells what the others are.
    if (ofTask && keys.contains("Networks")) touched = null;
    replace(parent, keys.get(keys.size() - 1), REPLACEMENTS[random.nextInt(REPLACEMENTS.length)]);
    return touched;
  }

  private static List<Object> children(JsonNode node) {
    List<Object> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    for (int i = 0; node.isArray() && i < node.size(); i++) keys.add(i);
    return keys;
  }

  private static JsonNode child(JsonNode parent, Object key) {
    return parent.isArray() ? parent.get((Integer) key) : parent.get((String) key);
  }

  private static void replace(JsonNode parent, Object key, JsonNode replacement) {
    if (parent.isArray()) {
      if (replacement == null) ((ArrayNode) parent).remove((Integer) key);
      else ((ArrayNode) parent).set((Integer) key, replacement);
    } else {
      if (replacement == null) ((ObjectNode) parent).remove((String) key);
      else ((ObjectNode) parent).set((String) key, replacement);
    }
  }

  private static void assertRunningSumsDoNotFall(
      byte[] task, byte[] stats, byte[] mutated, boolean ofTask)
      throws RequestException, IOException {
    CannedEndpoint endpoint =
        new CannedEndpoint("endpoint").answer("/task", task).answer("/task/stats", stats);
    TaskMonitor monitor = endpoint.monitor(new FakeClock());
    Map<String, Double> last = Exposition.series(poll(monitor));
    endpoint.answer(ofTask ? "/task" : "/task/stats", mutated);
    last = assertNotFallen(last, Exposition.series(poll(monitor)));
    endpoint.answer("/task", task).answer("/task/stats", stats);
    assertNotFallen(last, Exposition.series(poll(monitor)));
  }

  private static Map<String, Double> assertNotFallen(
      Map<String, Double> last, Map<String, Double> now) {
    only(last, List.of(label("_task_")))
        .forEach(
            (line, value) -> {
              if (!line.contains("_total{") && !line.contains("_block_io_")) return;
              double later = now.getOrDefault(line, value);
              assertTrue(later >= value, () -> line + " fell from " + value);
            });
    return now;
  }

  private static TaskMonitor polled(byte[] task, byte[] stats) throws RequestException {
    return poll(
        new CannedEndpoint("endpoint")
            .answer("/task", task)
            .answer("/task/stats", stats)
            .monitor(new FakeClock()));
  }

  private static TaskMonitor poll(TaskMonitor monitor) throws RequestException {
    monitor.pollTask();
    monitor.pollStats();
    return monitor;
  }

  private static String label(String containerId) {
    return "container_id=\"" + containerId + "\"";
  }

  private static Map<String, Double> only(Map<String, Double> series, List<String> labels) {
    Map<String, Double> only = new HashMap<>();
    series.forEach(
        (line, value) -> {
          for (String label : labels) {
            if (line.contains(label)) only.put(line, value);
          }
        });
    return only;
  }
}
