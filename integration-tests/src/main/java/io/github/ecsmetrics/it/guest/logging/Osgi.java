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

/** An OSGi framework. Arguments: its cache folder, bundles of which the last is to be started. */
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
    bundles.get(bundles.size() - 1).start();
    framework.stop();
    framework.waitForStop(0);
  }
}
