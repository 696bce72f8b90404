package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.OutputStream;

/** Metrics that are there but out of reach, for example because a module does not export them. */
final class FailedSource implements MetricsSource {
  private final String name;
  private final Throwable failure;

  FailedSource(String name, Throwable failure) {
    this.name = name;
    this.failure = failure;
  }

  @Override
  public TextFormat write(TextFormat wanted, long end, OutputStream out) throws Throwable {
    throw failure;
  }

  @Override
  public String toString() {
    return name;
  }
}
