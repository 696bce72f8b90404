package io.github.ecsmetrics.it.guest.application;

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;

/**
 * Calls the static method {@code register} of each class that an argument names. With {@code
 * Class=path:path} the class gets a class loader of its own. A line {@code name fault} on standard
 * input sets the {@link Fault} of the program of that name.
 */
public final class MeteredPrograms {
  private MeteredPrograms() {}

  public static void main(String[] arguments) throws Exception {
    for (String each : arguments) {
      String[] parts = each.split("=");
      ClassLoader loader = MeteredPrograms.class.getClassLoader();
      if (parts.length == 2) loader = new URLClassLoader(urls(parts[1]), loader.getParent());
      Class.forName(parts[0], true, loader).getMethod("register").invoke(null);
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      System.setProperty(Fault.PREFIX + words[0], words[1]);
      System.out.println("set " + line);
    }
  }

  private static URL[] urls(String path) throws Exception {
    String[] files = path.split(File.pathSeparator);
    URL[] urls = new URL[files.length];
    for (int i = 0; i < files.length; i++) urls[i] = new File(files[i]).toURI().toURL();
    return urls;
  }
}
