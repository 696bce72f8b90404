package io.github.ecsmetrics.it.guest;

/** Ends by an exception out of {@code main}. */
public final class Throws {
  private Throws() {}

  public static void main(String[] arguments) {
    throw new IllegalStateException("as ever");
  }
}
