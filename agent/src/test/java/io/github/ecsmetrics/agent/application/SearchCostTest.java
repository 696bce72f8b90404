package io.github.ecsmetrics.agent.application;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * What a scrape costs that looks for registries and finds none: garbage, which is the same on every
 * machine. Run alone with {@code -Dcost.print} it prints the times as well.
 */
class SearchCostTest {
  private static final int CLASSES = 15_000;

  /** One in five is one that may hold a registry. */
  private static final int MAX_BYTES_PER_SEARCH = 1_000_000;

  private static final List<Class<?>> LOADED = new ArrayList<>();

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Instrumentation jvm = ByteBuddyAgent.install();

  @BeforeAll
  static void load() {
    Application application = new Application();
    int missing = CLASSES - ByteBuddyAgent.install().getAllLoadedClasses().length;
    for (int i = 0; i < missing; i++) LOADED.add(application.define("org.acme.Order" + i, i % 5));
  }

  private static final class Application extends ClassLoader {
    Class<?> define(String name, int kind) {
      ClassWriter writer = new ClassWriter(0);
      int access = kind == 0 ? Opcodes.ACC_PUBLIC : 0;
      writer.visit(Opcodes.V1_8, access, name.replace('.', '/'), null, "java/lang/Object", null);
      byte[] classFile = writer.toByteArray();
      return defineClass(name, classFile, 0, classFile.length);
    }
  }

  @Test
  void searchAmong15000ClassesAllocatesLittle() {
    new RegistryFinder(jvm).find(0);
    long bytes = 0;
    for (int i = 0; i < 100; i++) {
      RegistryFinder finder = new RegistryFinder(jvm);
      long before = allocated();
      long since = System.nanoTime();
      finder.find(0);
      print("search", i, since);
      bytes = allocated() - before;
    }
    assertTrue(bytes < MAX_BYTES_PER_SEARCH, bytes + " bytes a search");
  }

  @Test
  void scrapeWithoutNewClassesAllocatesNextToNothing() {
    RegistryFinder finder = new RegistryFinder(withoutLibraries());
    finder.find(0);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 1_000; i++) {
      long before = allocated();
      long since = System.nanoTime();
      boolean none = finder.hasNothing(0);
      least = Math.min(least, allocated() - before);
      print("scrape without new classes", i, since);
      if (!none) finder.find(0);
    }
    assertTrue(least < 400, least + " bytes a scrape");
  }

  /** This JVM without the registries that other tests have used in it. */
  private Instrumentation withoutLibraries() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            SearchCostTest.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                Stream.of(jvm.getAllLoadedClasses())
                    .filter(each -> !each.getName().matches("io\\.(prometheus|micrometer)\\..*"))
                    .toArray(Class<?>[]::new));
  }

  private long allocated() {
    return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  private static void print(String what, int round, long since) {
    long micros = (System.nanoTime() - since) / 1_000;
    boolean some = round == 0 || round % 33 == 32;
    if (some && System.getProperty("cost.print") != null)
      System.out.println(what + ": " + micros + " us");
  }
}
