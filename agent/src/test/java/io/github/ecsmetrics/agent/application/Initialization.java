package io.github.ecsmetrics.agent.application;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.agent.ByteBuddyAgent;

/**
 * Whether a class is initialised, from the JDK's own {@code Unsafe}, which the agent never uses.
 */
final class Initialization {
  private Initialization() {}

  static boolean isOver(Class<?> type) throws Exception {
    Instrumentation instrumentation = ByteBuddyAgent.install();
    Set<Module> here = Set.of(Initialization.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", here),
        Map.of(),
        Set.of(),
        Map.of());
    Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
    Object theUnsafe = unsafe.getMethod("getUnsafe").invoke(null);
    Method shouldBe = unsafe.getMethod("shouldBeInitialized", Class.class);
    return !(Boolean) shouldBe.invoke(theUnsafe, type);
  }
}
