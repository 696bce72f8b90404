package io.github.ecsmetrics.it;

import org.junit.jupiter.api.Assumptions;

/**
 * What a run does beyond the default sample: {@code -Pmatrix}, {@code -Pservers}, {@code -Psoak},
 * {@code -Pscale}.
 */
public enum Profile {
  MATRIX("matrix"),
  SERVERS("servers"),
  SOAK("soak"),
  SCALE("scale");

  private final String name;

  Profile(String name) {
    this.name = name;
  }

  public boolean on() {
    return Boolean.getBoolean("it." + name);
  }

  /** Skips the running test unless this profile is on. */
  public void assume() {
    Assumptions.assumeTrue(on(), "only with -P" + name);
  }
}
