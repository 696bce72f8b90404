package io.github.ecsmetrics.sample.metadata;

import java.time.Duration;

/**
 * The command line of the stand-in.
 *
 * @param port to listen on, 0 for any free one
 * @param taskId 32 hex digits, so that several stand-ins can be several tasks of one revision
 * @param refresh how often the statistics move; 10 s on Fargate, 1 s on EC2
 */
record StandInOptions(int port, String taskId, Duration refresh) {
  private static final String DEFAULT_TASK = "5f1c0e9b7a2d4c3e8b6a9d0f1e2c3b4a";

  /** Throws IllegalArgumentException with a message for people. */
  static StandInOptions parse(String... args) {
    int port = 0;
    String taskId = DEFAULT_TASK;
    Duration refresh = Duration.ofSeconds(10);
    for (String arg : args) {
      String value = arg.substring(arg.indexOf('=') + 1);
      switch (arg.replaceFirst("=.*", "")) {
        case "--port" -> port = number(arg, value, 0, 65535);
        case "--refresh" -> refresh = Duration.ofSeconds(number(arg, value, 1, 3600));
        case "--task-id" -> taskId = hex(arg, value);
        default ->
            throw new IllegalArgumentException(
                arg + ": the options are --port=NUMBER, --refresh=SECONDS, --task-id=32HEXDIGITS");
      }
    }
    return new StandInOptions(port, taskId, refresh);
  }

  private static int number(String arg, String value, int least, int most) {
    if (value.matches("\\d{1,5}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(arg + ": a number from " + least + " to " + most);
  }

  private static String hex(String arg, String value) {
    if (!value.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(arg + ": 32 hex digits");
    }
    return value;
  }
}
