package io.github.ecsmetrics.it;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

  /** All cases if this profile is on, else the first and every {@code step}-th after it. */
  public <T> Stream<T> sample(int step, List<T> cases) {
    if (on()) return cases.stream();
    List<T> sample = new ArrayList<>();
    for (int i = 0; i < cases.size(); i += step) sample.add(cases.get(i));
    return sample.stream();
  }

  /** Skips the running test unless this profile is on. */
  public void assume() {
    Assumptions.assumeTrue(on(), "only with -P" + name);
  }
}
