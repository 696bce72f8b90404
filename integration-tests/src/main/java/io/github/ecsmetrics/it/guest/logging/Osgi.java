package io.github.ecsmetrics.it.guest.logging;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** An OSGi framework. Arguments: its cache folder, bundles, which are started in this order. */
public final class Osgi {
  private Osgi() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put(Constants.FRAMEWORK_STORAGE, arguments[0]);
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class).iterator().next().newFramework(settings);
    framework.start();
    List<Bundle> bundles = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      String location = new File(arguments[i]).toURI().toString();
      bundles.add(framework.getBundleContext().installBundle(location));
    }
    for (Bundle bundle : bundles) bundle.start();
    framework.stop();
    framework.waitForStop(0);
  }
}
