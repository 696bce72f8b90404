package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;

/**
 * An application server in small: at its own time, when a line comes on standard input, it makes
 * the class loader that alone has its log manager, and chooses the builder of the MBean server.
 * Then it prints which log manager and which builder are in use.
 */
public final class ReportsManagers {
  private ReportsManagers() {}

  /** Says that it was used. */
  public static final class OwnBuilder extends MBeanServerBuilder {
    static volatile boolean used;

    @Override
    public MBeanServer newMBeanServer(
        String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
      used = true;
      return super.newMBeanServer(defaultDomain, outer, delegate);
    }
  }

  /**
   * @param arguments the folder with the log manager's class, its name
   */
  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    System.in.read();
    URL[] folder = {new URL("file:" + arguments[0] + "/")};
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(folder, Thread.currentThread().getContextClassLoader()));
    System.setProperty("java.util.logging.manager", arguments[1]);
    System.out.println("log manager " + LogManager.getLogManager().getClass().getName());
    System.setProperty("javax.management.builder.initial", OwnBuilder.class.getName());
    ManagementFactory.getPlatformMBeanServer();
    System.out.println("own builder " + OwnBuilder.used);
    while (System.in.read() >= 0) {}
  }
}
