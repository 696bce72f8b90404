package io.github.ecsmetrics.agent.metadata;

/**
 * A member of a JSON object that the agent reads; the constants of one enum are the columns of its
 * {@link Row}.
 */
interface Field {
  /** How a member's value is understood; a value of another type counts as unknown. */
  enum Kind {
    /** A number from 0 to 2^64-1. */
    NUMBER,
    /** A number above 0; where 0 is said there is none, as of a limit. */
    POSITIVE,
    /** A number that may be negative. */
    SIGNED,
    /** An RFC 3339 timestamp after the epoch, read as seconds since then. */
    TIME,
    /** A string that is not empty. */
    TEXT,
    /** A list or map, read by {@link Row#readPart}. */
    PART
  }

  /** The members' names from the object down to the value, with dots between them. */
  String path();

  Kind kind();

  int ordinal();
}
