package io.github.ecsmetrics.agent.mdc;

import static io.github.ecsmetrics.agent.mdc.Hook.Kind.LOOKUP;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.RETURNED_MAP;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.SERIALIZED_MAP;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.STORED_MAP;
import static io.github.ecsmetrics.agent.mdc.Hook.Kind.THREAD_CONTEXT;

/** A framework class to weave. To add a framework, add its classes to {@link #TABLE}. */
final class Target {
  private static final String GET = "(Ljava/lang/String;)Ljava/lang/String;";
  private static final String GET_OBJECT = "(Ljava/lang/String;)Ljava/lang/Object;";
  private static final String GET_MAP = "()Ljava/util/Map;";
  private static final String[] VALUES_ONLY = {"TaskValues"};
  private static final String OPEN_TELEMETRY = "io/opentelemetry/javaagent/instrumentation/";
  private static final String WRITE_OBJECT = "(Ljava/io/ObjectOutputStream;)V";

  /**
   * All frameworks. Woven are the methods in which an event gets its context, so that all layouts,
   * asynchronous appenders and sockets see the task's fields, and the lookups of one key. A copy of
   * a thread's context is not changed, because an application may pass it on; only readers that do
   * nothing but log it see the task's fields there.
   */
  static final Target[] TABLE = {
    new Target(
            "Logback",
            "ch/qos/logback/classic/spi/LoggingEvent",
            Hook.required(STORED_MAP, "getMDCPropertyMap", GET_MAP))
        .withHelpers("LogbackEventMdc", "LogbackEventFields"),
    new Target(
        "Logback",
        "ch/qos/logback/classic/util/LogbackMDCAdapter",
        Hook.required(LOOKUP, "get", GET)),
    // Works with every adapter behind it, the application's own included.
    new Target("SLF4J", "org/slf4j/MDC", Hook.required(LOOKUP, "get", GET)),
    log4j2Injector("ForDefaultThreadContextMap"),
    log4j2Injector("ForCopyOnWriteThreadContextMap"),
    log4j2Injector("ForGarbageFreeThreadContextMap"),
    new Target(
        "Log4j 2", "org/apache/logging/log4j/ThreadContext", Hook.required(LOOKUP, "get", GET)),
    new Target(
        "JBoss LogManager",
        "org/jboss/logmanager/ExtLogRecord",
        Hook.required(LOOKUP, "getMdc", GET),
        Hook.optional(RETURNED_MAP, "getMdcCopy", GET_MAP),
        Hook.required(SERIALIZED_MAP, "writeObject", WRITE_OBJECT)),
    new Target(
        "JBoss LogManager",
        "org/jboss/logmanager/MDC",
        Hook.required(LOOKUP, "get", GET),
        Hook.optional(LOOKUP, "getObject", GET_OBJECT)),
    new Target(
            "log4j 1.2",
            "org/apache/log4j/spi/LoggingEvent",
            Hook.optional(RETURNED_MAP, "getProperties", GET_MAP),
            Hook.required(SERIALIZED_MAP, "writeObject", WRITE_OBJECT))
        .onlyWithField(Hook.COPY_FIELD),
    new Target("log4j 1.2", "org/apache/log4j/MDC", Hook.required(LOOKUP, "get", GET_OBJECT)),
    // An event takes the thread's context in one of the first two, depending on the version.
    reader("tinylog", "org/tinylog/core/TinylogLoggingConfiguration"),
    reader("tinylog", "org/tinylog/core/TinylogLoggingProvider"),
    new Target(
        "tinylog", "org/tinylog/core/TinylogContextProvider", Hook.required(LOOKUP, "get", GET)),
    new Target("Helidon", "io/helidon/logging/jul/JulMdc", Hook.required(LOOKUP, "get", GET)),
    // Layouts, appenders and exporters that read the thread's context instead of the event's.
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

  /** Simple names of the helpers' templates; woven code calls the first. */
  final String[] helpers;

  /**
   * A field that only the framework's class has, not a bridge's class of the same name; or null.
   */
  final String markerField;

  private Target(String framework, String className, Hook... hooks) {
    this(framework, className, VALUES_ONLY, null, hooks);
  }

  private Target(
      String framework, String className, String[] helpers, String markerField, Hook[] hooks) {
    this.framework = framework;
    this.className = className;
    this.helpers = helpers;
    this.markerField = markerField;
    this.hooks = hooks;
  }

  private static Target reader(String framework, String className) {
    return new Target(framework, className, Hook.inAnyMethod(THREAD_CONTEXT));
  }

  private static Target log4j2Injector(String nested) {
    String descriptor =
        "(Ljava/util/List;Lorg/apache/logging/log4j/util/StringMap;)"
            + "Lorg/apache/logging/log4j/util/StringMap;";
    return new Target(
            "Log4j 2",
            "org/apache/logging/log4j/core/impl/ThreadContextDataInjector$" + nested,
            Hook.required(RETURNED_MAP, "injectContextData", descriptor))
        .withHelpers("Log4j2EventMdc");
  }

  private Target withHelpers(String... simpleNames) {
    return new Target(framework, className, simpleNames, markerField, hooks);
  }

  private Target onlyWithField(String field) {
    return new Target(framework, className, helpers, field, hooks);
  }

  /**
   * The beginning of the helpers' internal names, which are in the framework's package: {@code
   * org/slf4j/EcsMetricsAgent}.
   */
  String helperPrefix() {
    return className.substring(0, className.lastIndexOf('/') + 1) + "EcsMetricsAgent";
  }

  /** The internal name of the helper that woven code calls. */
  String helperName() {
    return helperPrefix() + helpers[0];
  }
}
