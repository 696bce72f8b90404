package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.command.AttachCommand;
import io.github.ecsmetrics.agent.command.CheckCommand;
import io.github.ecsmetrics.agent.command.HealthCommand;
import java.io.IOException;

/** Entry of {@code java -jar ecs-metrics-agent.jar}: the commands, in a JVM of their own. */
final class Main {
  private static final String USAGE =
      "usage: java -jar ecs-metrics-agent.jar check [--push] [key=value,...]\n"
          + "           shows what the agent would do here; exit code 1 if there is a problem\n"
          + "           --push also tries a push, if otlp.endpoint is set\n"
          + "       java -jar ecs-metrics-agent.jar health [key=value,...]\n"
          + "           asks the agent of this container; exit code 0 if it answers, else 1\n"
          + "       java -jar ecs-metrics-agent.jar attach PID [key=value,...]\n"
          + "           starts the agent in a running JVM\n"
          + "       java -javaagent:ecs-metrics-agent.jar[=key=value,...] ...\n"
          + "           starts an application with the agent";

  private static String agentArgument;

  private Main() {}

  /**
   * Keeps the agent argument that this JVM inherited in {@code JAVA_TOOL_OPTIONS}. The application
   * inherits the same one, so {@code check} and {@code health} find the application's settings in
   * it.
   */
  static void inherit(String argument) {
    agentArgument = argument;
  }

  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws IOException {
    String command = arguments.length == 0 ? "" : arguments[0];
    if (command.equals("health") && arguments.length <= 2) {
      return new HealthCommand(System.err).run(settings(argument(arguments, 1)));
    }
    if (command.equals("check")) {
      boolean push = argument(arguments, 1).equals("--push");
      int next = push ? 2 : 1;
      if (arguments.length <= next + 1) {
        return new CheckCommand(System.out).run(settings(argument(arguments, next)), push);
      }
    }
    if (command.equals("attach") && (arguments.length == 2 || arguments.length == 3)) {
      return new AttachCommand(AgentJar.location(), System.out, System.err)
          .run(arguments[1], argument(arguments, 2));
    }
    System.err.println(USAGE);
    return 1;
  }

  /** The inherited settings, then those given to the command, which win because they come last. */
  private static String settings(String given) {
    if (agentArgument == null) return given;
    return given.isEmpty() ? agentArgument : agentArgument + "," + given;
  }

  private static String argument(String[] arguments, int index) {
    return index < arguments.length ? arguments[index] : "";
  }
}
