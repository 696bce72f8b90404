package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.Jdk;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.guest.logging.JbossStory;
import io.github.ecsmetrics.it.guest.logging.Log4j1Story;
import io.github.ecsmetrics.it.guest.logging.Log4j2Story;
import io.github.ecsmetrics.it.guest.logging.Slf4jStory;
import io.github.ecsmetrics.it.guest.logging.TinylogStory;
import java.util.List;

/** A logging framework in one version and mode, and the command that logs the story with it. */
record Framework(String name, String version, String mode, int oldestJdk) {
  /** Names of the loggers, each of which leads to another kind of appender. */
  List<String> loggers() {
    if (name.equals("log4j2")) return List.of("sync", "async", "disruptor");
    // Its mode is that of all writers.
    if (name.equals("tinylog")) return List.of("sync");
    // Its AsyncHandler takes no handlers: a NullPointerException of its own.
    if (name.equals("jboss") && version.startsWith("1.1.")) return List.of("sync");
    return List.of("sync", "async");
  }

  boolean runsOn(Jdk jdk) {
    // Takes a Java version without a dot, as that of an early access build, for Java 1.1 and has no
    // context there.
    if (name.equals("log4j1") && mode.isEmpty() && jdk.feature() > 25) return false;
    return jdk.feature() >= oldestJdk;
  }

  /** Whether its pattern layout shows the whole context for {@code %X}. */
  boolean showsWholeContext() {
    if (name.equals("tinylog")) return false;
    if (name.equals("jboss")) return !version.matches("1\\..*|2\\.0\\..*");
    return !version.equals("1.2.14");
  }

  JvmCommand story() {
    String[] loggers = loggers().toArray(String[]::new);
    switch (name) {
      case "logback":
        return JvmCommand.of(Slf4jStory.class)
            .libraries(
                "ch.qos.logback:logback-classic:" + version, "org.slf4j:slf4j-api:" + slf4j())
            .property(
                "logback.configurationFile", LoggingConfiguration.file("logback.xml").toString())
            .arguments(loggers);
      case "log4j2":
        return log4j2().arguments(loggers);
      case "tinylog":
        return JvmCommand.of(TinylogStory.class)
            .libraries("org.tinylog:tinylog-api:" + version, "org.tinylog:tinylog-impl:" + version)
            .property("tinylog.writer", "console")
            .property("tinylog.writer.stream", "out")
            .property("tinylog.writingthread", String.valueOf(mode.equals("writingthread")))
            .property(
                "tinylog.writer.format",
                "{tag} {message}|{context: task_family} {context: task_revision} {context: user}|{context: none}")
            .arguments(loggers);
      case "jboss":
        return JvmCommand.of(JbossStory.class)
            .libraries("org.jboss.logmanager:jboss-logmanager:" + version)
            .property("java.util.logging.manager", "org.jboss.logmanager.LogManager")
            .arguments(
                "%c %m|%X{task_family} %X{task_revision} %X{user}|"
                    + (showsWholeContext() ? "%X" : "")
                    + "%n")
            .arguments(loggers);
      default:
        return JvmCommand.of(Log4j1Story.class)
            .libraries((mode.isEmpty() ? "log4j:log4j:" : mode) + version)
            .property(
                "log4j.configuration", LoggingConfiguration.file("log4j1.xml").toUri().toString())
            .property("whole", showsWholeContext() ? "%X" : "")
            .arguments(loggers);
    }
  }

  private JvmCommand log4j2() {
    String core = "org.apache.logging.log4j:log4j-core:" + version;
    boolean asyncApart = version.matches("3.*-beta[23]");
    String async =
        asyncApart
            ? "org.apache.logging.log4j:log4j-async-logger:" + version
            : "com.lmax:disruptor:3.4.4";
    JvmCommand command =
        JvmCommand.of(Log4j2Story.class)
            .libraries(core, async)
            .classPath(
                List.of(LoggingConfiguration.file(version.startsWith("3") ? "log4j3" : "log4j2")));
    switch (mode) {
      case "copyonwrite":
        return map(command, "org.apache.logging.log4j.spi.CopyOnWriteSortedArrayThreadContextMap");
      case "garbagefree":
        return command
            .property("log4j2.enable.threadlocals", "true")
            .property("log4j2.garbagefree.threadContextMap", "true")
            // Its names in the betas of 3.0.
            .property("log4j2.*.ThreadContext.garbageFreeMap", "true")
            .property("log4j.threadContext.map.garbageFree", "true");
      case "asyncloggers":
        return map(command, "org.apache.logging.log4j.spi.DefaultThreadContextMap")
            .property(
                "Log4jContextSelector",
                "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector");
      default:
        return map(command, "org.apache.logging.log4j.spi.DefaultThreadContextMap");
    }
  }

  private static JvmCommand map(JvmCommand command, String className) {
    return command
        .property("log4j2.threadContextMap", className)
        .property("log4j2.*.ThreadContext.mapClass", className);
  }

  /** Part of the name of the thread context's class in this mode, if there are modes. */
  String map() {
    switch (mode) {
      case "copyonwrite":
        return "CopyOnWrite";
      case "garbagefree":
        return "GarbageFree";
      default:
        return "Default";
    }
  }

  private String slf4j() {
    return version.matches("1\\.[012]\\..*") ? "1.7.36" : "2.0.18";
  }

  @Override
  public String toString() {
    return name + " " + version + (mode.isEmpty() ? "" : " " + mode);
  }
}
