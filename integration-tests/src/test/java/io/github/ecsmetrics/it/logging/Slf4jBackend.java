package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.guest.Logging;
import java.nio.file.Path;

/** The guest {@link Logging} by SLF4J, on each framework. */
enum Slf4jBackend {
  LOGBACK("ch.qos.logback:logback-classic:1.2.13"),
  LOG4J2("org.apache.logging.log4j:log4j-slf4j-impl:2.26.1"),
  RELOAD4J("org.slf4j:slf4j-reload4j:1.7.36"),
  JBOSS(
      "org.jboss.slf4j:slf4j-jboss-logmanager:1.2.0.Final",
      "org.slf4j:slf4j-api:1.7.36",
      "org.jboss.logmanager:jboss-logmanager:2.1.19.Final");

  private final String[] libraries;

  Slf4jBackend(String... libraries) {
    this.libraries = libraries;
  }

  JvmCommand logging() {
    JvmCommand command = JvmCommand.of(Logging.class).libraries(libraries);
    switch (this) {
      case LOGBACK:
        return command.property("logback.configurationFile", late("logback.xml").toString());
      case LOG4J2:
        return command.property("log4j.configurationFile", late("log4j2.xml").toString());
      case RELOAD4J:
        return command.property(
            "log4j.configuration", late("log4j1.properties").toUri().toString());
      default:
        return command
            .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
            .property("logging.configuration", late("logging.properties").toUri().toString());
    }
  }

  private static Path late(String name) {
    return LoggingConfiguration.file("late/" + name);
  }
}
