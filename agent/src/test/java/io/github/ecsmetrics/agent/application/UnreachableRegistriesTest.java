package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.instrument.Instrumentation;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registries that are there, and that the agent may not look at. */
class UnreachableRegistriesTest {
  private static final Map<String, String> SOURCES =
      Map.of(
          "module-info.java",
          "module shop {}",
          "io/prometheus/client/Collector.java",
          "package io.prometheus.client; public abstract class Collector {}",
          "io/prometheus/client/Counter.java",
          "package io.prometheus.client; public class Counter extends Collector {}",
          "io/prometheus/client/CollectorRegistry.java",
          "package io.prometheus.client; public class CollectorRegistry {"
              + " public static final CollectorRegistry defaultRegistry = new CollectorRegistry();"
              + " public static final Collector FIRST = new Counter(); }");

  @TempDir private Path folder;

  @Test
  void moduleThatDoesNotExportIsAFailure() throws Exception {
    ClassLoader module = module();
    Class.forName("io.prometheus.client.CollectorRegistry", true, module);
    RegistryFinder finder = new RegistryFinder(new LoadedClasses().of(module).instrumentation());
    FoundRegistries found = finder.find(System.nanoTime());
    assertEquals(List.of(), found.sources);
    assertEquals(1, found.failures.size(), found.failures.toString());
    SourceFailure failure = found.failures.values().iterator().next();
    assertEquals("java.lang.IllegalAccessException", failure.kind);
    assertTrue(
        failure.reason.contains("module shop does not export io.prometheus.client"),
        failure.reason);
  }

  @Test
  void searchThatASecurityManagerForbidsIsAFailure() throws Exception {
    Instrumentation forbidden =
        (Instrumentation)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new SecurityException("access denied");
                });
    RegistrySearch search = new RegistrySearch(new RegistryFinder(forbidden));
    long end = System.nanoTime() + 10_000_000_000L;
    search.start(end);
    assertEquals("java.lang.SecurityException: access denied", search.await(end).reason);
  }

  private ClassLoader module() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-d", folder.resolve("classes").toString()));
    for (Map.Entry<String, String> source : SOURCES.entrySet()) {
      Path file = folder.resolve("src").resolve(source.getKey());
      Files.createDirectories(file.getParent());
      arguments.add(Files.writeString(file, source.getValue()).toString());
    }
    String[] javac = arguments.toArray(new String[0]);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, javac));
    ModuleLayer boot = ModuleLayer.boot();
    return boot.defineModulesWithOneLoader(
            boot.configuration()
                .resolve(
                    ModuleFinder.of(folder.resolve("classes")), ModuleFinder.of(), Set.of("shop")),
            null)
        .findLoader("shop");
  }
}
