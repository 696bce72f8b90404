package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.guest.logging.SpringBootStory;

/** Programs whose logging Spring Boot configures. */
final class SpringBoot {
  private SpringBoot() {}

  /**
   * @param backend {@code logging} for Logback or {@code log4j2}
   * @param main run when the logging is configured
   */
  static JvmCommand program(String backend, String version, Class<?> main) {
    return JvmCommand.of(SpringBootStory.class)
        .libraries(
            "org.springframework.boot:spring-boot:" + version,
            "org.springframework.boot:spring-boot-starter-" + backend + ":" + version)
        .property("spring.application.name", "app")
        .property("spring.main.banner-mode", "off")
        .arguments(main.getName());
  }
}
