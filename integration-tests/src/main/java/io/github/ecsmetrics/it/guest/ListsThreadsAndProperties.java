package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.TreeSet;

/**
 * At the end of its standard input prints a line for each thread: {@code name daemon
 * context-class-loader}, and the names of all system properties. A line there collects garbage.
 */
public final class ListsThreadsAndProperties {
  private ListsThreadsAndProperties() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    for (int read = System.in.read(); read >= 0; read = System.in.read()) {
      if (read == '\n') System.gc();
    }
    TreeSet<String> lines = new TreeSet<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ClassLoader loader = thread.getContextClassLoader();
      lines.add(
          "thread "
              + thread.getName()
              + (thread.isDaemon() ? " daemon " : " user ")
              + (loader == null ? "none" : loader.getClass().getName()));
    }
    for (String name : System.getProperties().stringPropertyNames()) lines.add("property " + name);
    for (String line : lines) System.out.println(line);
  }
}
