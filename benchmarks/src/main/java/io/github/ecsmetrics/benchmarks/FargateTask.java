package io.github.ecsmetrics.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What the metadata endpoint says of a Fargate task with that many containers. */
public record FargateTask(int containers) {
  /** The last part of the endpoint's address: the DockerId of the first container. */
  public String id() {
    return id(0);
  }

  /** The answer of {@code /task}. */
  public byte[] task() {
    String template = resource("/task/container.json");
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < containers; i++) {
      list.append(i == 0 ? "" : ",").append(filled(template, i));
    }
    return resource("/task/task.json").replace("@CONTAINERS@", list).getBytes(UTF_8);
  }

  /** The answer of {@code /task/stats}. */
  public byte[] stats() {
    String template = resource("/task/stats.json");
    StringBuilder map = new StringBuilder("{");
    for (int i = 0; i < containers; i++) {
      map.append(i == 0 ? "\"" : ",\"").append(id(i)).append("\":").append(filled(template, i));
    }
    return map.append("}").toString().getBytes(UTF_8);
  }

  private static String filled(String template, int container) {
    return template.replace("@ID@", id(container)).replace("@NAME@", "container-" + container);
  }

  private static String id(int container) {
    return "4c1a7a9be2ce44b3b6b1a4b4d2f3a7c0-" + (2531612879L + container);
  }

  private static String resource(String name) {
    try (InputStream in = FargateTask.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8).trim();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
