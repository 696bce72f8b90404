package io.github.ecsmetrics.agent.mdc;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.slf4j.spi.MDCAdapter;

/** Creates events that get their context from one MDC adapter when they are first asked for it. */
final class LogbackEvents {
  private final LoggerContext context = new LoggerContext();

  LogbackEvents(MDCAdapter mdc) {
    context.setMDCAdapter(mdc);
  }

  LoggingEvent event() {
    return event((Object[]) null);
  }

  LoggingEvent event(Object... arguments) {
    return new LoggingEvent("c", context.getLogger("x"), Level.INFO, "m", null, arguments);
  }
}
