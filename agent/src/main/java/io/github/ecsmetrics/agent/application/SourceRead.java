package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;

/** One reading of a source. */
final class SourceRead extends ApplicationCall<SourceText> {
  private final MetricsSource source;
  private final TextFormat wanted;
  private final BoundedOutput out = new BoundedOutput();

  SourceRead(MetricsSource source, TextFormat wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  @Override
  SourceText call() throws Throwable {
    return out.text(source.write(wanted, out));
  }

  @Override
  void abandon() {
    out.refuse("too late");
  }
}
