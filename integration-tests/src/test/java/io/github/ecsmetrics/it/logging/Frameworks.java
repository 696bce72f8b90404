package io.github.ecsmetrics.it.logging;

import io.github.ecsmetrics.it.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The supported releases: the first and the newest of each line, and those that differ. */
final class Frameworks {
  static final List<Framework> ALL = all();

  private static final Set<String> COMMONEST =
      Set.of(
          "logback 1.2.13",
          "logback 1.5.38",
          "log4j2 2.17.2 default",
          "log4j2 2.26.1 default",
          "log4j2 2.26.1 garbagefree",
          "jboss 3.1.2.Final",
          "tinylog 2.7.0 writingthread",
          "log4j1 1.2.27 ch.qos.reload4j:reload4j:");

  private static final Set<String> OLDEST =
      Set.of(
          "logback 1.0.13",
          "log4j2 2.7 default",
          "log4j2 2.7 copyonwrite",
          "jboss 1.1.0.GA",
          "log4j1 1.2.14");

  private static final Set<String> NEWEST =
      Set.of("logback 1.6.6", "log4j2 3.0.0-beta3 default", "jboss 3.2.2.Final");

  private Frameworks() {}

  /** Commonest on the JDK of the build, the ends of each line on the ends of the JDKs. */
  static boolean inSample(Framework framework, Jdk jdk) {
    String name = framework.toString();
    int newest = Jdk.available().get(Jdk.available().size() - 1).feature();
    if (jdk.feature() == Jdk.running().feature() && COMMONEST.contains(name)) return true;
    if (jdk.feature() == 8 && OLDEST.contains(name)) return true;
    return jdk.feature() == newest && NEWEST.contains(name);
  }

  private static List<Framework> all() {
    List<Framework> all = new ArrayList<>();
    for (String version : List.of("1.0.13", "1.1.0", "1.1.1", "1.1.11", "1.2.0", "1.2.13")) {
      all.add(new Framework("logback", version, "", 8));
    }
    for (String version : List.of("1.3.0", "1.3.16")) {
      all.add(new Framework("logback", version, "", 8));
    }
    for (String version : List.of("1.4.0", "1.4.14", "1.5.0", "1.5.38", "1.6.0", "1.6.6")) {
      all.add(new Framework("logback", version, "", 11));
    }
    for (String version :
        List.of(
            "2.7", "2.8.2", "2.9.1", "2.11.2", "2.12.4", "2.13.3", "2.17.2", "2.20.0", "2.23.1")) {
      for (String mode : List.of("default", "copyonwrite", "garbagefree", "asyncloggers")) {
        all.add(new Framework("log4j2", version, mode, 8));
      }
    }
    // 2.24 has dropped the copy-on-write map.
    for (String version : List.of("2.24.3", "2.25.5", "2.26.1")) {
      for (String mode : List.of("default", "garbagefree", "asyncloggers")) {
        all.add(new Framework("log4j2", version, mode, 8));
      }
    }
    // The first two betas have no setting that leads to another map.
    all.add(new Framework("log4j2", "3.0.0-beta1", "default", 17));
    all.add(new Framework("log4j2", "3.0.0-beta2", "copyonwrite", 17));
    all.add(new Framework("log4j2", "3.0.0-beta3", "default", 17));
    all.add(new Framework("log4j2", "3.0.0-beta3", "garbagefree", 17));
    for (String version :
        List.of("1.1.0.GA", "1.1.1.GA", "1.2.2.GA", "1.3.2.Final", "1.4.3.Final", "1.5.9.Final")) {
      all.add(new Framework("jboss", version, "", 8));
    }
    for (String version : List.of("2.0.11.Final", "2.1.19.Final")) {
      all.add(new Framework("jboss", version, "", 8));
    }
    for (String version : List.of("3.0.6.Final", "3.1.2.Final")) {
      all.add(new Framework("jboss", version, "", 11));
    }
    all.add(new Framework("jboss", "3.2.2.Final", "", 17));
    for (String version : List.of("1.2.14", "1.2.17")) {
      all.add(new Framework("log4j1", version, "", 8));
    }
    for (String version : List.of("1.2.18.0", "1.2.27")) {
      all.add(new Framework("log4j1", version, "ch.qos.reload4j:reload4j:", 8));
    }
    for (String version : List.of("2.0.1", "2.3.2", "2.7.0")) {
      for (String mode : List.of("", "writingthread")) {
        all.add(new Framework("tinylog", version, mode, 8));
      }
    }
    return List.copyOf(all);
  }
}
