package io.github.ecsmetrics.agent.mdc;

/** One method of a target class and what is woven into it. */
final class Hook {
  /** What is woven: calls of a helper, which never throws, lives beside its caller and is small. */
  enum Kind {
    /** A null answer for one of our keys becomes our value: {@code String get(String key)}. */
    FALL_BACK,
    /** Our keys are put into the map that is returned, which belongs to the caller. */
    COMPLETE_RETURNED,
    /** Our keys are put into the event's own copy right before it is written to a stream. */
    COMPLETE_SERIALISED,
    /** What the method stores into its event passes through the helper first. */
    STORE_THROUGH_HELPER,
    /** What the method returns passes through the helper first. */
    RETURN_THROUGH_HELPER,
    /** What the class is handed as the context of the thread passes through the helper first. */
    READ_THROUGH_HELPER
  }

  /** Where the events of JBoss LogManager and log4j 1.2 keep their copy of the context. */
  static final String COPY_FIELD = "mdcCopy";

  final Kind kind;

  /** Null for every method, as the descriptor. */
  final String method;

  final String descriptor;
  final boolean required;

  private Hook(Kind kind, String method, String descriptor, boolean required) {
    this.kind = kind;
    this.method = method;
    this.descriptor = descriptor;
    this.required = required;
  }

  /** In any method of the class, or in none: then the class is not concerned. */
  static Hook anywhere(Kind kind) {
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

  boolean isForAny() {
    return method == null;
  }

  boolean isFor(String name, String desc) {
    return isForAny() || method.equals(name) && descriptor.equals(desc);
  }
}
