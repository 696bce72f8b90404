package io.github.ecsmetrics.agent;

import io.github.ecsmetrics.agent.attach.AttachCommand;
import java.io.File;
import java.net.URISyntaxException;

/**
 * {@code java -jar ecs-metrics-agent.jar}: the commands of a person, outside of any application.
 */
final class Main {
  private static final String USAGE =
      "usage: java -jar ecs-metrics-agent.jar check [key=value,...]\n"
          + "           says what the agent would do here; exit code 1 if anything is wrong\n"
          + "       java -jar ecs-metrics-agent.jar attach PID [key=value,...]\n"
          + "           starts the agent in a JVM that runs\n"
          + "       java -javaagent:ecs-metrics-agent.jar[=key=value,...] ...\n"
          + "           starts an application with it";

  private Main() {}

  public static void main(String[] arguments) throws URISyntaxException {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) throws URISyntaxException {
    String command = arguments.length == 0 ? "" : arguments[0];
    if (command.equals("check") && arguments.length <= 2) {
      return new Check(System.out).run(argument(arguments, 1));
    }
    if (command.equals("attach") && (arguments.length == 2 || arguments.length == 3)) {
      return new AttachCommand(ownJar(), System.out, System.err)
          .run(arguments[1], argument(arguments, 2));
    }
    System.err.println(USAGE);
    return 1;
  }

  private static String argument(String[] arguments, int index) {
    return index < arguments.length ? arguments[index] : "";
  }

  private static File ownJar() throws URISyntaxException {
    return new File(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
