package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.classes.AgentJar;
import io.github.ecsmetrics.agent.families.FamilyPage;
import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.IOException;

/**
 * One reading of a source. Its page is scanned on the same thread, so that neither the time nor the
 * memory that this takes can fail the others.
 */
final class SourceRead extends ApplicationCall<FamilyPage> {
  private final MetricsSource source;
  private final TextFormat wanted;
  private final BoundedOutput out = new BoundedOutput();

  SourceRead(MetricsSource source, TextFormat wanted) {
    this.source = source;
    this.wanted = wanted;
  }

  @Override
  FamilyPage call() throws Throwable {
    SourceText text = out.text(source.write(wanted, out));
    // The jar may have changed while this thread waited.
    AgentJar.check();
    FamilyPage page = FamilyPage.scan(text.bytes, text.length, text.format);
    if (page.flaw() != null) throw new IOException(page.flaw());
    return page;
  }

  @Override
  void abandon() {
    out.refuse("too late");
  }
}
