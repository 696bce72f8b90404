package io.github.ecsmetrics.it.guest.application;

import io.github.ecsmetrics.it.guest.logging.Webapps;
import io.prometheus.client.Counter;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** A web application with simpleclient among its libraries. It counts its deployments. */
public final class SimpleclientWebapp implements ServletContextListener {
  /** Called by the container. */
  public SimpleclientWebapp() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    Counter.build("webapp_started", "Starts")
        .labelNames("path", "library")
        .register()
        .labels(path, "simpleclient")
        .inc(Integer.getInteger(Webapps.DEPLOYMENT));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {}
}
