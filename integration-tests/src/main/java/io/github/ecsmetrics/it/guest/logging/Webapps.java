package io.github.ecsmetrics.it.guest.logging;

import java.io.File;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * An embedded Tomcat. Arguments: its base folder, how often to deploy and undeploy, folders of web
 * applications. With 0 they stay until the input ends; else it reads a line, or the end, before it
 * undeploys, and prints how many of their class loaders were collected.
 */
public final class Webapps {
  /** A system property: how many times all were deployed. */
  public static final String DEPLOYMENT = "deployment";

  private static final long LONGEST_NANOS = 30_000_000_000L;

  private Webapps() {}

  public static void main(String[] arguments) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    tomcat.setPort(0);
    tomcat.start();
    int times = Integer.parseInt(arguments[1]);
    if (times == 0) {
      for (int i = 2; i < arguments.length; i++) deploy(tomcat, arguments[i]);
      while (System.in.read() >= 0) {}
    } else {
      List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
      for (int i = 1; i <= times; i++) {
        System.setProperty(DEPLOYMENT, String.valueOf(i));
        deployAndUndeploy(tomcat, arguments, loaders);
      }
      int all = loaders.size();
      System.out.println("collected " + collected(loaders) + " of " + all);
    }
    tomcat.stop();
    tomcat.destroy();
  }

  private static Context deploy(Tomcat tomcat, String folder) {
    return tomcat.addWebapp("/" + new File(folder).getName(), folder);
  }

  private static void deployAndUndeploy(
      Tomcat tomcat, String[] arguments, List<WeakReference<ClassLoader>> loaders)
      throws Exception {
    List<Context> webapps = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) webapps.add(deploy(tomcat, arguments[i]));
    System.out.println("deployed");
    for (int read = System.in.read(); read >= 0 && read != '\n'; ) read = System.in.read();
    for (Context webapp : webapps) {
      loaders.add(new WeakReference<>(webapp.getLoader().getClassLoader()));
      webapp.stop();
      tomcat.getHost().removeChild(webapp);
      webapp.destroy();
    }
  }

  private static int collected(List<WeakReference<ClassLoader>> loaders) {
    int all = loaders.size();
    long start = System.nanoTime();
    while (!loaders.isEmpty() && System.nanoTime() - start < LONGEST_NANOS) {
      System.gc();
      for (Iterator<WeakReference<ClassLoader>> each = loaders.iterator(); each.hasNext(); ) {
        if (each.next().get() == null) each.remove();
      }
    }
    return all - loaders.size();
  }
}
