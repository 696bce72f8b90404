package io.github.ecsmetrics.agent.metadata;

/** Names in ARNs such as {@code arn:aws:ecs:us-west-2:111122223333:task/default/158d1c8083dd}. */
final class Arn {
  private Arn() {}

  static boolean isArn(String text) {
    return text != null && text.startsWith("arn:");
  }

  /**
   * The last part of the resource in an ARN of that type; null if the ARN has another type or no
   * resource. A text that is no ARN is the name itself.
   */
  static String lastPart(String text, String type) {
    if (!isArn(text)) return text;
    int resource = text.indexOf(":" + type + "/");
    if (resource < 0 || text.endsWith("/")) return null;
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
