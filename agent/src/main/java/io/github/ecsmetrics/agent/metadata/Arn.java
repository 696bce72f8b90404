package io.github.ecsmetrics.agent.metadata;

/**
 * Names out of ARNs such as {@code arn:aws:ecs:us-west-2:111122223333:task/default/158d1c8083dd}.
 */
final class Arn {
  private Arn() {}

  static boolean isArn(String text) {
    return text != null && text.startsWith("arn:");
  }

  /**
   * The last part of the resource in an ARN of that type, null if the ARN is of another type or has
   * none; a text that is no ARN is a name itself.
   */
  static String lastPart(String text, String type) {
    if (!isArn(text)) return text;
    int resource = text.indexOf(":" + type + "/");
    if (resource < 0 || text.endsWith("/")) return null;
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
