package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.net.HttpAddress;

/** Where to push when the JVM ends, and by which credentials. */
public final class PushSettings {
  /** Where the Pushgateway is, with or without a path. */
  public final HttpAddress address;

  private final int timeoutMillis;

  /** Null for none; a password goes with it. */
  public final String user;

  public final String password;

  /** PEM file of whom to trust, or null for those whom the JVM trusts. */
  public final String ca;

  private PushSettings(
      HttpAddress address, int timeoutMillis, String user, String password, String ca) {
    this.address = address;
    this.timeoutMillis = timeoutMillis;
    this.user = user;
    this.password = password;
    this.ca = ca;
  }

  /**
   * The settings of a push without credentials; null if the address is none.
   *
   * @param url {@code http://} or {@code https://} address of a Pushgateway, with or without a path
   * @param timeoutMillis the most by which the JVM's end is delayed
   */
  public static PushSettings of(String url, int timeoutMillis) {
    if (HttpAddress.flawOfAny(url) != null) return null;
    return new PushSettings(new HttpAddress(url), timeoutMillis, null, null, null);
  }

  /** The same with basic authentication. */
  public PushSettings withUser(String user, String password) {
    return new PushSettings(address, timeoutMillis, user, password, ca);
  }

  /** The same, trusting the authorities of this PEM file only. */
  public PushSettings withCa(String file) {
    return new PushSettings(address, timeoutMillis, user, password, file);
  }

  /** The most by which the JVM's end is delayed. */
  public int timeoutMillis() {
    return timeoutMillis;
  }
}
