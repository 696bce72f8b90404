package io.github.ecsmetrics.it.guest.logging;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle that tells the story when it is started. */
public final class OsgiStory implements BundleActivator {
  /** Called by the framework. */
  public OsgiStory() {}

  @Override
  public void start(BundleContext context) throws Exception {
    Slf4jStory.main(new String[] {"sync"});
  }

  @Override
  public void stop(BundleContext context) {}
}
