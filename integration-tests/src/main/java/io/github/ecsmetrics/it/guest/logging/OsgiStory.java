package io.github.ecsmetrics.it.guest.logging;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that logs a story when it starts; the system property {@code story} names its class. */
public final class OsgiStory implements BundleActivator {
  /** Called by the framework. */
  public OsgiStory() {}

  @Override
  public void start(BundleContext context) throws Exception {
    String story = getClass().getPackage().getName() + "." + System.getProperty("story");
    Class.forName(story)
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {"sync"});
  }

  @Override
  public void stop(BundleContext context) {}
}
