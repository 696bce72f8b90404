package io.github.ecsmetrics.agent.mdc;

/** One method of a target class, and the kind of code that is woven into it. */
final class Hook {
  /**
   * Where the helper is called. {@link ClassWeaver} has a {@link MethodWeaver} for each kind. The
   * helper never throws and lives in the framework's own package.
   */
  enum Kind {
    /** At the end of {@code String get(String key)}: null for one of our keys becomes our value. */
    LOOKUP,
    /** At the end of a method that returns a map of the event's: the map gets our keys. */
    RETURNED_MAP,
    /** Before an event is serialized: its own copy of the context gets our keys. */
    SERIALIZED_MAP,
    /** Before the event stores its context in a field: the map gets our keys. */
    STORED_MAP,
    /**
     * After a call that returns the thread's whole context: the class sees a copy with our keys.
     */
    THREAD_CONTEXT
  }

  /** The field with the copy of the context, in events of JBoss LogManager and log4j 1.2. */
  static final String COPY_FIELD = "mdcCopy";

  final Kind kind;

  /** Null for every method, and so is the descriptor. */
  final String method;

  final String descriptor;
  final boolean required;

  private Hook(Kind kind, String method, String descriptor, boolean required) {
    this.kind = kind;
    this.method = method;
    this.descriptor = descriptor;
    this.required = required;
  }

  /** In any method. A class in which no method matches is left as it is. */
  static Hook inAnyMethod(Kind kind) {
    return new Hook(kind, null, null, false);
  }

  /** Every version of the framework has the method. */
  static Hook required(Kind kind, String method, String descriptor) {
    return new Hook(kind, method, descriptor, true);
  }

  /** Old versions of the framework lack the method. */
  static Hook optional(Kind kind, String method, String descriptor) {
    return new Hook(kind, method, descriptor, false);
  }

  boolean isForAnyMethod() {
    return method == null;
  }

  boolean matches(String name, String desc) {
    return isForAnyMethod() || method.equals(name) && descriptor.equals(desc);
  }
}
