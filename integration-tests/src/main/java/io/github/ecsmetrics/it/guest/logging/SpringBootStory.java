package io.github.ecsmetrics.it.guest.logging;

import java.util.Arrays;

/**
 * Has Spring Boot, whose classes are too new to compile against, configure the logging, then runs
 * another program: arguments are its class and its own.
 */
public final class SpringBootStory {
  private SpringBootStory() {}

  public static void main(String[] arguments) throws Exception {
    Class.forName("org.springframework.boot.SpringApplication")
        .getMethod("run", Class.class, String[].class)
        .invoke(null, SpringBootStory.class, new String[0]);
    Class.forName(arguments[0])
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
