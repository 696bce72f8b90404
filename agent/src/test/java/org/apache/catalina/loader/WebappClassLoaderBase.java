package org.apache.catalina.loader;

import java.net.URL;
import java.net.URLClassLoader;

/** Stands for Tomcat's, with the one method of it that the agent calls. */
public abstract class WebappClassLoaderBase extends URLClassLoader {
  protected WebappClassLoaderBase(URL... urls) {
    super(urls);
  }

  public abstract State getState();

  /** Of a web application. */
  public enum State {
    STARTED,
    STOPPED;

    public boolean isAvailable() {
      return this == STARTED;
    }
  }
}
