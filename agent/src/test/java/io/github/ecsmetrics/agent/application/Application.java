package io.github.ecsmetrics.agent.application;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** A class loader with the libraries and {@link Libraries}, as a web application has one. */
final class Application extends URLClassLoader {
  Application() throws MalformedURLException {
    super(classPath(), ClassLoader.getPlatformClassLoader());
  }

  private static URL[] classPath() throws MalformedURLException {
    String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) urls[i] = new File(paths[i]).toURI().toURL();
    return urls;
  }

  /** Calls a method of {@link Libraries}. */
  Application run(String method) throws Exception {
    loadClass(Libraries.class.getName()).getMethod(method).invoke(null);
    return this;
  }

  @Override
  public String toString() {
    throw new IllegalStateException("nobody asked for it");
  }
}
