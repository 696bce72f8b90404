package io.github.ecsmetrics.benchmarks;

import io.github.ecsmetrics.benchmarks.guest.Hello;
import io.github.ecsmetrics.benchmarks.guest.Idle;
import io.github.ecsmetrics.benchmarks.guest.Lambdas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Takes each figure of one contender once. */
final class Figures {
  /** What the JVM of a small container chooses by itself. */
  private static final String[] SMALL = {"-XX:+UseSerialGC", "-Xmx128m"};

  private static final int CONTAINERS = 10;
  private static final int WARM_UP = 200;
  private static final int SCRAPES = 300;

  /** Twelve and a half, at one in 15 s; until then the JIT works on what a scrape runs. */
  private static final int HOURS_OF_SCRAPES = 3_000;

  private final Jdk jdk;
  private final Contender contender;
  private final Results results;

  Figures(Jdk jdk, Contender contender, Results results) {
    this.jdk = jdk;
    this.contender = contender;
    this.results = results;
  }

  /** Hello world from its start to its end. */
  void hello() throws IOException, InterruptedException {
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      Launch.Duration duration = launch(endpoint).main(Hello.class).time(null);
      results.add("+CPU of Hello world, ms", contender, duration.cpu());
      results.add("+wall of Hello world, ms", contender, duration.wall());
    }
  }

  /** The same under a quarter of a CPU. */
  void quota(Quota quota) throws IOException, InterruptedException {
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      Launch.Duration duration = launch(endpoint).main(Hello.class).time(quota);
      results.add("+wall of Hello world at 0.25 vCPU, ms", contender, duration.wall());
      results.add("+CPU of Hello world at 0.25 vCPU, ms", contender, duration.cpu());
    }
  }

  /** Twenty seconds of an application that does nothing, then ten scrapes. */
  void idle() throws IOException, InterruptedException {
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      Launch launch = launch(endpoint).with(SMALL).main(Idle.class);
      try (Jvm jvm = launch.start()) {
        Thread.sleep(20_000);
        results.add("+CPU after 20 s idle, ms", contender, jvm.cpuMillis());
        results.add("+RSS after 20 s idle, MiB", contender, jvm.rssMebibytes());
        results.add("+classes after 20 s idle", contender, jvm.loadedClasses());
        results.add("+Java threads after 20 s idle", contender, jvm.threads());
        if (contender.scraped) scrapeTenTimes(launch.port);
        results.add("+RSS after ten scrapes, MiB", contender, jvm.rssMebibytes());
        results.add("+classes after ten scrapes", contender, jvm.loadedClasses());
      }
    }
  }

  /** The memory of an application in which the JDK has linked lambdas already. */
  void lambdas() throws IOException, InterruptedException {
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      Launch launch = launch(endpoint).with(SMALL).main(Lambdas.class);
      try (Jvm jvm = launch.start()) {
        Thread.sleep(20_000);
        results.add("+RSS beside lambdas, 20 s idle, MiB", contender, jvm.rssMebibytes());
        if (contender.scraped) scrapeTenTimes(launch.port);
        results.add("+RSS beside lambdas, after ten scrapes, MiB", contender, jvm.rssMebibytes());
      }
    }
  }

  private static void scrapeTenTimes(int port) throws IOException, InterruptedException {
    try (ScrapeClient client = new ScrapeClient(port, "/metrics", false)) {
      for (int i = 0; i < 10; i++) {
        client.get();
        Thread.sleep(100);
      }
    }
  }

  /**
   * How long and how much CPU an answer of {@code /metrics} takes, for a task of ten containers.
   */
  void scrape() throws IOException, InterruptedException {
    if (!contender.scraped) return;
    try (Endpoint endpoint = new Endpoint(new FargateTask(CONTAINERS))) {
      Launch launch = launch(endpoint).with(SMALL).main(Idle.class);
      try (Jvm jvm = launch.start()) {
        awaitPort(launch.port);
        Thread.sleep(2_000);
        double before = jvm.cpuMillis();
        try (ScrapeClient client = new ScrapeClient(launch.port, "/metrics", true)) {
          results.add("first GET /metrics, ms", contender, millis(client));
          results.add("CPU of the first scrape, ms", contender, jvm.cpuMillis() - before);
          for (int i = 0; i < WARM_UP; i++) client.get();
          results.add("answer, KiB", contender, client.get() / 1024.0);
        }
        scrapes(jvm, launch.port, "");
        results.add("GET /metrics p50, ordinary client, ms", contender, p50(launch.port, false));
        for (int i = 0; i < HOURS_OF_SCRAPES / SCRAPES; i++) p50(launch.port, true);
        scrapes(jvm, launch.port, " after hours");
      }
    }
  }

  private void scrapes(Jvm jvm, int port, String when) throws IOException, InterruptedException {
    double before = jvm.cpuMillis();
    results.add("GET /metrics p50" + when + ", ms", contender, p50(port, true));
    double cpu = (jvm.cpuMillis() - before) / SCRAPES;
    results.add("CPU per scrape" + when + ", ms", contender, cpu);
  }

  private static double p50(int port, boolean quickAck) throws IOException, InterruptedException {
    double[] millis = new double[SCRAPES];
    try (ScrapeClient client = new ScrapeClient(port, "/metrics", quickAck)) {
      for (int i = 0; i < SCRAPES; i++) {
        millis[i] = millis(client);
        Thread.sleep(1);
      }
    }
    Arrays.sort(millis);
    return millis[SCRAPES / 2];
  }

  private static double millis(ScrapeClient client) throws IOException {
    long start = System.nanoTime();
    client.get();
    return (System.nanoTime() - start) / 1e6;
  }

  /** A Spring Boot 3 service from its start to its first answer. */
  void spring() throws IOException, InterruptedException {
    int port = Ports.free();
    try (Endpoint endpoint = new Endpoint(new FargateTask(2))) {
      Launch launch =
          launch(endpoint)
              .with(
                  "-jar",
                  Path.of("benchmarks/target/spring-boot-3.jar").toAbsolutePath().toString())
              .with("--server.port=" + port);
      long start = System.nanoTime();
      try (Jvm jvm = launch.start()) {
        awaitPort(port);
        try (ScrapeClient client = new ScrapeClient(port, "/work?n=10", false)) {
          client.get();
        }
        results.add("+CPU to Spring Boot's first answer, ms", contender, jvm.cpuMillis());
        results.add(
            "+wall to Spring Boot's first answer, ms",
            contender,
            (System.nanoTime() - start) / 1e6);
      }
    }
  }

  void jar() throws IOException {
    if (contender.jar() != null)
      results.add("jar, MB", contender, Files.size(contender.jar()) / 1e6);
  }

  private Launch launch(Endpoint endpoint) {
    return new Launch(jdk, contender, endpoint);
  }

  private static void awaitPort(int port) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + 180_000_000_000L;
    while (true) {
      try {
        new ScrapeClient(port, "/", false).close();
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) throw e;
        Thread.sleep(20);
      }
    }
  }
}
