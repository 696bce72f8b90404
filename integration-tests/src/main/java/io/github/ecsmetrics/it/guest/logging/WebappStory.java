package io.github.ecsmetrics.it.guest.logging;

import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A web application that logs when it starts, with and without a key of its own. */
public final class WebappStory implements ServletContextListener {
  /** Called by the container. */
  public WebappStory() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String name = event.getServletContext().getContextPath();
    LoggerFactory.getLogger("webapp").info("empty in {}", name);
    MDC.put("user", name);
    LoggerFactory.getLogger("webapp").info("own in {}", name);
    MDC.clear();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {}
}
