package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.command.AttachCommand;
import io.github.ecsmetrics.agent.command.CheckCommand;
import io.github.ecsmetrics.agent.command.HealthCommand;
import java.io.IOException;

/**
 * {@code java -jar ecs-metrics-agent.jar}: the commands of a person, outside of any application.
 */
final class Main {
  private static final String USAGE =
      "usage: java -jar ecs-metrics-agent.jar check [key=value,...]\n"
          + "           says what the agent would do here; exit code 1 if anything is wrong\n"
          + "       java -jar ecs-metrics-agent.jar health [key=value,...]\n"
          + "           asks the agent of this container; exit code 0 if it answers, else 1\n"
          + "       java -jar ecs-metrics-agent.jar attach PID [key=value,...]\n"
          + "           starts the agent in a JVM that runs\n"
          + "       java -javaagent:ecs-metrics-agent.jar[=key=value,...] ...\n"
          + "           starts an application with it";

  private static String agentArgument;

  private Main() {}

  /**
   * Keeps what {@code JAVA_TOOL_OPTIONS} says to the agent, which does nothing in this JVM: the
   * application inherits the same, so {@code health} finds the port in it.
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
    if (command.equals("check") && arguments.length <= 2) {
      return new CheckCommand(System.out).run(argument(arguments, 1));
    }
    if (command.equals("attach") && (arguments.length == 2 || arguments.length == 3)) {
      return new AttachCommand(AgentJar.location(), System.out, System.err)
          .run(arguments[1], argument(arguments, 2));
    }
    System.err.println(USAGE);
    return 1;
  }

  /** What is given to the command comes last, and wins. */
  private static String settings(String given) {
    return agentArgument == null ? given : agentArgument + "," + given;
  }

  private static String argument(String[] arguments, int index) {
    return index < arguments.length ? arguments[index] : "";
  }
}
