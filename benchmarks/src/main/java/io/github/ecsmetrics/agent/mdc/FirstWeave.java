package io.github.ecsmetrics.agent.mdc;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * CPU time of the first class that is woven in a cold JVM, what that loads included: by ours, and
 * by Byte Buddy's core with an advice on the same method. Prints minimum, median and maximum of as
 * many JVMs as the argument says.
 */
public final class FirstWeave {
  private static final String EVENT = "ch/qos/logback/classic/spi/LoggingEvent";

  private FirstWeave() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      Class.forName(EVENT.replace('/', '.'));
      return;
    }
    Path jar = agentJar();
    for (String how : List.of("ours", "bytebuddy")) {
      double[] millis = new double[Integer.parseInt(arguments[0])];
      for (int i = 0; i < millis.length; i++) millis[i] = measure(jar, how);
      Arrays.sort(millis);
      System.out.printf(
          "%s: %.0f / %.0f / %.0f ms of CPU%n",
          how, millis[0], millis[millis.length / 2], millis[millis.length - 1]);
    }
  }

  public static void premain(String how, Instrumentation instrumentation) {
    ClassFileTransformer weaving =
        how.equals("ours")
            ? new MdcTransformer(
                instrumentation, Map.of("task_family", "orders", "task_revision", "7"))
            : new WithByteBuddy();
    instrumentation.addTransformer(new Timed(weaving), true);
  }

  private static double measure(Path jar, String how) throws IOException {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + jar + "=" + how,
                "-cp",
                System.getProperty("java.class.path"),
                FirstWeave.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return Double.parseDouble(new String(jvm.getInputStream().readAllBytes()).trim());
  }

  /** Only a manifest: the class is on the class path. */
  private static Path agentJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", FirstWeave.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = Files.createTempFile("first-weave", ".jar");
    jar.toFile().deleteOnExit();
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar;
  }

  /** Prints what the one class that counts has cost its thread. */
  private record Timed(ClassFileTransformer weaving) implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      if (!EVENT.equals(name)) return null;
      try {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        byte[] woven = weaving.transform(loader, name, redefined, domain, bytes);
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        if (woven != null) System.out.println((after - before) / 1e6);
        return woven;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final class WithByteBuddy implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader,
        String name,
        Class<?> redefined,
        ProtectionDomain domain,
        byte[] bytes) {
      String className = name.replace('/', '.');
      ClassFileLocator classes =
          new ClassFileLocator.Compound(
              ClassFileLocator.Simple.of(className, bytes),
              ClassFileLocator.ForClassLoader.of(loader));
      TypeDescription event = TypePool.Default.of(classes).describe(className).resolve();
      return new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .decorate(event, classes)
          .visit(Advice.to(EventAdvice.class).on(ElementMatchers.named("getMDCPropertyMap")))
          .make()
          .getBytes();
    }
  }

  /** The same hook. */
  public static final class EventAdvice {
    private EventAdvice() {}

    @Advice.OnMethodEnter
    static boolean enter(@Advice.FieldValue("mdcPropertyMap") Map<String, String> mdc) {
      return mdc == null;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Enter boolean first,
        @Advice.FieldValue(value = "mdcPropertyMap", readOnly = false) Map<String, String> mdc,
        @Advice.Return(readOnly = false) Map<String, String> returned) {
      if (first && returned.isEmpty()) {
        mdc = Collections.singletonMap("task_family", "orders");
        returned = mdc;
      }
    }
  }
}
