package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ecsmetrics.agent.families.TextFormat;
import io.github.ecsmetrics.agent.log.Stderr;
import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFinderTest {
  private static final String QUEUE =
      "# HELP queue_length Orders that wait.\n# TYPE queue_length gauge\nqueue_length 3.0\n";
  private static final String PAID =
      "# HELP paid_total Orders paid.\n# TYPE paid_total counter\npaid_total 7.0\n";
  private static final String SENT =
      "# HELP sent_total  \n# TYPE sent_total counter\nsent_total 5.0\n";

  private final LoadedClasses loaded = new LoadedClasses();
  private final RegistryFinder finder = new RegistryFinder(loaded.instrumentation());
  private final SourceReader reader = new SourceReader();
  private long now = System.nanoTime();

  @Test
  void defaultRegistryOfClientJavaIsFound() throws Exception {
    loaded.of(new Application().run("clientJava"));
    assertEquals(List.of(QUEUE), texts(TextFormat.PLAIN));
  }

  @Test
  void defaultRegistryOfSimpleclientIsFound() throws Exception {
    loaded.of(new Application().run("simpleclient"));
    assertEquals(
        PAID
            + "# HELP paid_created Orders paid.\n# TYPE paid_created gauge\npaid_created CREATED\n",
        text("simpleclient", TextFormat.PLAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"micrometer", "micrometerInComposites", "micrometerOnTheDefaultRegistry"})
  void registryInMicrometersGlobalOneIsReadOnce(String story) throws Exception {
    loaded.of(new Application().run(story));
    List<String> texts = texts(TextFormat.PLAIN);
    texts.removeIf(String::isEmpty);
    assertEquals(List.of(SENT), texts);
  }

  /** As Micronaut's was (micrometer-metrics/micrometer#6759). */
  @Test
  void registryOutsideTheGlobalOneIsNotFound() throws Exception {
    loaded.of(new Application().run("micrometerOutsideTheGlobalRegistry"));
    assertEquals(List.of(""), texts(TextFormat.PLAIN));
  }

  @Test
  void exemplarsComeInOpenMetrics() throws Exception {
    loaded.of(new Application().run("clientJavaWithExemplar"));
    assertEquals(
        "# TYPE orders counter\norders_total 2.0 # {trace_id=\"4bf9\"} 2.0 TIME\n" + "# EOF\n",
        texts(TextFormat.OPEN_METRICS).get(0).replaceAll("\\d{10}\\.\\d{3}", "TIME"));
  }

  @Test
  void namesInUtf8AreWrittenIfTheScraperTakesThem() throws Exception {
    loaded.of(new Application().run("clientJavaWithDots"));
    assertEquals(
        List.of("# TYPE \"queue.length\" gauge\n{\"queue.length\"} 3.0\n"),
        texts(TextFormat.PLAIN.withUtf8()));
    assertEquals(List.of("# TYPE queue_length gauge\nqueue_length 3.0\n"), texts(TextFormat.PLAIN));
  }

  @Test
  void everyClassLoaderHasItsOwn() throws Exception {
    loaded.of(new Application().run("clientJava"), new Application().run("clientJava"));
    assertEquals(List.of(QUEUE, QUEUE), texts(TextFormat.PLAIN));
    List<String> names = names();
    assertFalse(names.get(0).equals(names.get(1)), names.toString());
  }

  /** A counter that both have would fall if the later one came first, and rate() see a restart. */
  @Test
  void earlierApplicationStaysBeforeALaterOne() throws Exception {
    loaded.of(new Application().run("simpleclient"));
    List<String> first = names();
    loaded.of(new Application().run("micrometer"));
    List<String> both = names();
    assertEquals(3, both.size(), both.toString());
    assertEquals(first.get(0), both.get(0));
    assertEquals(both, names());
  }

  /** As Jetty does with one that is undeployed. */
  @Test
  void applicationWhoseClassLoaderIsClosedGivesWayToTheNext() throws Exception {
    Application stopped = new Application().run("clientJavaCollector");
    loaded.of(stopped);
    assertEquals(1, find().size());
    stopped.close();
    loaded.of(new Application().run("clientJava"));
    List<String> names = names();
    assertEquals(1, names.size(), names.toString());
    assertFalse(names.get(0).endsWith(Integer.toHexString(System.identityHashCode(stopped))));
  }

  /** The second is loaded with the first by reflection, as Spring does to look for beans. */
  @ParameterizedTest
  @CsvSource({
    "io.prometheus.metrics.model.registry.PrometheusRegistry,"
        + " io.prometheus.metrics.model.registry.Collector",
    "io.prometheus.client.CollectorRegistry, io.prometheus.client.Collector",
    "io.micrometer.core.instrument.Metrics,"
        + " io.micrometer.core.instrument.composite.CompositeMeterRegistry",
  })
  void classThatIsOnlyLoadedStaysUninitialized(String holder, String with) throws Exception {
    Application application = new Application();
    loaded.of(application);
    Class<?> type = Class.forName(holder, false, application);
    Class.forName(with, false, application);
    assertEquals(List.of(), find());
    assertFalse(Initialization.isOver(type));
  }

  @Test
  void searchesOnlyAfterClassesWereLoaded() throws Exception {
    for (int i = 0; i < 5; i++) find();
    int before = loaded.listed;
    assertTrue(finder.hasNothing(now));
    find();
    assertEquals(before, loaded.listed);
    loaded.of(new Application().run("clientJava"));
    assertFalse(finder.hasNothing(now));
    assertEquals(1, find().size());
    assertEquals(before + 1, loaded.listed);
  }

  /** To search all classes takes milliseconds, and a busy JVM always loads some. */
  @Test
  void searchesOnceAMinuteAfterTheFirstFive() throws Exception {
    find();
    now += LoadedHolders.EAGER_NANOS;
    new Application().run("useNothing");
    find();
    int before = loaded.listed;
    loaded.of(new Application().run("clientJava"));
    now += LoadedHolders.PAUSE_NANOS - 1;
    assertTrue(finder.hasNothing(now));
    assertEquals(List.of(), find());
    assertEquals(before, loaded.listed);
    now++;
    assertFalse(finder.hasNothing(now));
    assertEquals(1, find().size());
  }

  @Test
  void lookUpThatBlocksIsAFailureInTimeAndHasOneThread() throws Exception {
    Application application = new Application().run("micrometerInACompositeThatBlocks");
    loaded.of(application);
    String lines =
        Stderr.of(
            () -> {
              for (int i = 0; i < 3; i++) {
                SourcePages read = reader.read(finder, TextFormat.PLAIN, in(300));
                assertEquals(1, read.failed);
                assertEquals(List.of(), read.pages);
              }
              assertEquals(1, threads().size());
            });
    assertEquals(
        "[ecs-metrics-agent] the application's metrics were not read: the registries in this JVM:"
            + " timed out in org.acme.Orders.awaitDatabase;"
            + " the agent's own are served all the same\n",
        lines);
    application.run("unblock");
    while (!threads().isEmpty()) Thread.sleep(10);
    assertTrue(reader.read(finder, TextFormat.PLAIN, in(10_000)).isWhole());
  }

  @Test
  void droppedApplicationCanGo() throws Exception {
    WeakReference<ClassLoader> dropped = new WeakReference<>(readAndDropped());
    for (int i = 0; i < 100 && dropped.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertNull(dropped.get());
    assertEquals(List.of(), find());
  }

  private ClassLoader readAndDropped() throws Exception {
    Application application = new Application();
    for (String story : List.of("clientJavaCollector", "simpleclient", "micrometer")) {
      application.run(story);
    }
    loaded.of(application);
    for (TextFormat format : List.of(TextFormat.PLAIN, TextFormat.OPEN_METRICS)) {
      SourcePages read = reader.read(finder, format, in(10_000));
      assertTrue(read.isWhole());
      assertEquals(3, read.pages.size());
    }
    return application;
  }

  private static long in(long millis) {
    return System.nanoTime() + millis * 1_000_000;
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().equals("ecs-metrics-agent-app"))
        .toList();
  }

  private List<MetricsSource> find() {
    FoundRegistries found = finder.find(now);
    assertEquals(Map.of(), found.failures);
    return found.sources;
  }

  private String text(String story, TextFormat format) throws Exception {
    return texts(format).get(0).replaceAll("1\\.\\d+E9", "CREATED");
  }

  private List<String> texts(TextFormat format) throws Exception {
    List<String> texts = new ArrayList<>();
    for (MetricsSource source : find()) {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      try {
        assertEquals(format, source.write(format, text));
      } catch (Exception failure) {
        throw failure;
      } catch (Throwable failure) {
        throw new AssertionError(failure);
      }
      texts.add(text.toString("UTF-8"));
    }
    return texts;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (MetricsSource source : find()) names.add(source.toString());
    return names;
  }
}
