package io.github.ecsmetrics.agent.mdc;

import static io.github.ecsmetrics.agent.mdc.Hook.Kind.COMPLETE_RETURNED;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.COMPLETE_SERIALISED;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.FALL_BACK;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.READ_THROUGH_HELPER;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.RETURN_THROUGH_HELPER;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.STORE_THROUGH_HELPER;

/** A framework class that is woven; {@link #TABLE} is the one place to add a framework. */
final class Target {
  private static final String GET = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String GET_OBJECT = "(Ljava/lang/String;)Ljava/lang/Object;";
  private static final String GET_MAP = "()Ljava/util/Map;";
  private static final String[] VALUES_ONLY = {"TaskValues"};
  private static final String OPEN_TELEMETRY = "io/opentelemetry/javaagent/instrumentation/";
  private static final String WRITE_OBJECT = "(Ljava/io/ObjectOutputStream;)V";

  /**
   * All frameworks. Two kinds of places are woven: where an event learns its context (so that all
   * layouts, asynchronous appenders and sockets see the values), and where code asks for one key.
   * Copies of a thread's context stay the application's alone but for readers that only log them.
   */
  static final Target[] TABLE = {
    new Target(
            "Logback",
            "ch/qos/logback/classic/spi/LoggingEvent",
            Hook.required(STORE_THROUGH_HELPER, "getMDCPropertyMap", GET_MAP))
        .withHelpers("LogbackEventMdc", "LogbackEventFields"),
    new Target(
        "Logback",
        "ch/qos/logback/classic/util/LogbackMDCAdapter",
        Hook.required(FALL_BACK, "get", GET)),
    // Whichever adapter is behind it: some are exchanged for the application's own.
    new Target("SLF4J", "org/slf4j/MDC", Hook.required(FALL_BACK, "get", GET)),
    log4j2Injector("ForDefaultThreadContextMap"),
    log4j2Injector("ForCopyOnWriteThreadContextMap"),
    log4j2Injector("ForGarbageFreeThreadContextMap"),
    new Target(
        "Log4j 2", "org/apache/logging/log4j/ThreadContext", Hook.required(FALL_BACK, "get", GET)),
    new Target(
        "JBoss LogManager",
        "org/jboss/logmanager/ExtLogRecord",
        Hook.required(FALL_BACK, "getMdc", GET),
        Hook.optional(COMPLETE_RETURNED, "getMdcCopy", GET_MAP),
        Hook.required(COMPLETE_SERIALISED, "writeObject", WRITE_OBJECT)),
    new Target(
        "JBoss LogManager",
        "org/jboss/logmanager/MDC",
        Hook.required(FALL_BACK, "get", GET),
        Hook.optional(FALL_BACK, "getObject", GET_OBJECT)),
    new Target(
            "log4j 1.2",
            "org/apache/log4j/spi/LoggingEvent",
            Hook.optional(COMPLETE_RETURNED, "getProperties", GET_MAP),
            Hook.required(COMPLETE_SERIALISED, "writeObject", WRITE_OBJECT))
        .onlyWithField(Hook.COPY_FIELD),
    new Target("log4j 1.2", "org/apache/log4j/MDC", Hook.required(FALL_BACK, "get", GET_OBJECT)),
    new Target("Helidon", "io/helidon/logging/jul/JulMdc", Hook.required(FALL_BACK, "get", GET)),
    // Layouts, appenders and exporters that ask the thread for its context, and not the event.
    reader("ecs-logging-java", "co/elastic/logging/log4j/MdcAccess$GetPropertiesCapable"),
    reader("ecs-logging-java", "co/elastic/logging/log4j/MdcAccess$ForLegacyLog4j"),
    reader("logstash-gelf", "biz/paluch/logging/gelf/log4j/Log4jLogEvent"),
    reader("OpenTelemetry", OPEN_TELEMETRY + "log4j/appender/v1_2/LogEventMapper"),
    reader("OpenTelemetry", OPEN_TELEMETRY + "log4j/appender/v2_17/Log4jHelper"),
    reader("OpenTelemetry", OPEN_TELEMETRY + "jbosslogmanager/appender/v1_1/LoggingEventMapper"),
  };

  final String framework;
  final String className;
  final Hook[] hooks;

  /** Simple names of the helpers' classes in this package; woven code calls the first. */
  final String[] helpers;

  /** A field that tells the framework's class from a bridge's of the same name, or null. */
  final String mark;

  private Target(String framework, String className, Hook... hooks) {
    this(framework, className, VALUES_ONLY, null, hooks);
  }

  private Target(String framework, String className, String[] helpers, String mark, Hook[] hooks) {
    this.framework = framework;
    this.className = className;
    this.helpers = helpers;
    this.mark = mark;
    this.hooks = hooks;
  }

  private static Target reader(String framework, String className) {
    return new Target(framework, className, Hook.anywhere(READ_THROUGH_HELPER));
  }

  private static Target log4j2Injector(String nested) {
    String descriptor =
        "(Ljava/util/List;Lorg/apache/logging/log4j/util/StringMap;)"
            + "Lorg/apache/logging/log4j/util/StringMap;";
    return new Target(
            "Log4j 2",
            "org/apache/logging/log4j/core/impl/ThreadContextDataInjector$" + nested,
            Hook.required(RETURN_THROUGH_HELPER, "injectContextData", descriptor))
        .withHelpers("Log4j2EventMdc");
  }

  private Target withHelpers(String... simpleNames) {
    return new Target(framework, className, simpleNames, mark, hooks);
  }

  private Target onlyWithField(String field) {
    return new Target(framework, className, helpers, field, hooks);
  }

  /** What precedes a helper's simple name in the framework's package, where all of them live. */
  String helperPrefix() {
    return className.substring(0, className.lastIndexOf('/') + 1) + "EcsMetricsAgent";
  }

  /** The internal name of the helper that woven code calls. */
  String helperName() {
    return helperPrefix() + helpers[0];
  }
}
