package io.github.ecsmetrics.it.guest;

import java.io.IOException;
import java.util.Properties;

/** Throws all system properties away but one, and lives until its standard input is closed. */
public final class ReplacesProperties {
  private ReplacesProperties() {}

  public static void main(String[] arguments) throws IOException {
    Properties own = new Properties();
    own.setProperty("own", "value");
    System.setProperties(own);
    System.out.println("ready");
    while (System.in.read() >= 0) {}
  }
}
