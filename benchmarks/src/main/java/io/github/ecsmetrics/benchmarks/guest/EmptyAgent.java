package io.github.ecsmetrics.benchmarks.guest;

/** What any Java agent costs at least. */
public final class EmptyAgent {
  private EmptyAgent() {}

  public static void premain(String argument) {}
}
