package io.github.ecsmetrics.it.guest.application;

import io.github.ecsmetrics.it.guest.logging.Webapps;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** A web application with Micrometer among its libraries. It counts its deployments. */
public final class MicrometerWebapp implements ServletContextListener {
  /** Called by the container. */
  public MicrometerWebapp() {}

  @Override
  public void contextInitialized(ServletContextEvent event) {
    Metrics.addRegistry(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    String path = event.getServletContext().getContextPath();
    Metrics.counter("webapp.started", "path", path, "library", "micrometer")
        .increment(Integer.getInteger(Webapps.DEPLOYMENT));
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {}
}
