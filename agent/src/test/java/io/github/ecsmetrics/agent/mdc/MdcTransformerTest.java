package io.github.ecsmetrics.agent.mdc;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.ecsmetrics.agent.classes.ClassDefiner;
import java.io.IOException;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MdcTransformerTest {
  private final MdcTransformer transformer =
      new MdcTransformer(ByteBuddyAgent.install(), Map.of("task_family", "web"));

  @Test
  void otherClassesAreNotWoven() throws IOException {
    assertNull(transform("java/util/ArrayList", AlteredClass.original("java/util/ArrayList")));
    assertNull(transform(null, new byte[0]));
  }

  @ParameterizedTest
  @CsvSource({
    "org/jboss/logmanager/ExtLogRecord, getMdc",
    "org/jboss/logmanager/MDC, get",
    "org/apache/log4j/MDC, get",
    "org/apache/log4j/spi/LoggingEvent, writeObject",
    "org/apache/logging/log4j/ThreadContext, get",
    "ch/qos/logback/classic/util/LogbackMDCAdapter, get",
  })
  void classWithoutTheMethodIsNotWoven(String className, String method) throws IOException {
    assertNotNull(transform(className, AlteredClass.original(className)));
    assertNull(transform(className, AlteredClass.withoutMethod(className, method)));
  }

  @Test
  void classWithOtherCodeInTheMethodIsNotWoven() throws IOException {
    String className = "ch/qos/logback/classic/spi/LoggingEvent";
    assertNotNull(transform(className, AlteredClass.original(className)));
    assertNull(
        transform(className, AlteredClass.withOtherFieldType(className, "getMDCPropertyMap")));
  }

  @Test
  void classThatCannotBeReadIsNotWoven() {
    assertNull(transform("org/apache/log4j/MDC", new byte[] {1, 2, 3}));
  }

  @Test
  void eventOfABridgeWithTheSameNameIsNotWoven() throws IOException {
    String className = "org/apache/log4j/spi/LoggingEvent";
    assertNull(transform(className, AlteredClass.withoutFields(className)));
  }

  /** What Byte Buddy's advice leaves: handlers, frames, variables, and another key in its slot. */
  @ParameterizedTest
  @MethodSource("wovenClasses")
  void classThatAnotherAgentHasChangedIsWovenAndVerified(String className) throws Exception {
    String name = className.replace('/', '.');
    byte[] advised =
        new ByteBuddy()
            .redefine(Class.forName(name, false, getClass().getClassLoader()))
            .visit(Advice.to(Caught.class).on(isMethod()))
            .visit(Advice.to(Exchanged.class).on(isMethod().and(takesArgument(0, String.class))))
            .make()
            .getBytes();
    try (URLClassLoader loader = IsolatedLoader.create()) {
      byte[] woven = transformer.transform(loader, className, null, null, advised);
      assertNotNull(woven);
      new ClassDefiner(ByteBuddyAgent.install()).define(loader, name, woven, null);
      assertEquals(loader, Class.forName(name, true, loader).getClassLoader());
    }
  }

  /** All that the class path of these tests has. */
  static Stream<String> wovenClasses() {
    return Stream.of(Target.TABLE)
        .map(target -> target.className)
        .filter(name -> ClassLoader.getSystemResource(name + ".class") != null);
  }

  static final class Caught {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.AllArguments Object[] arguments) {
      return arguments.length;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(@Advice.Enter long count, @Advice.Thrown Throwable thrown) {
      if (thrown != null && count < 0) throw new IllegalStateException(thrown);
    }
  }

  static final class Exchanged {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 0, readOnly = false) String key) {
      key = key == null ? "" : key.trim();
    }
  }

  @Test
  void lookupThatHasLostItsKeyIsNotWoven() throws IOException {
    String className = "org/jboss/logmanager/MDC";
    assertNull(transform(className, AlteredClass.withLostParameter(className, "get")));
  }

  @Test
  void packagesOfTheJdkAreNotOpenedToTheClassPath() throws Exception {
    try (URLClassLoader loader = IsolatedLoader.create()) {
      Class.forName("org.slf4j.MDC", true, loader);
      Class.forName("org.slf4j.EcsMetricsAgentTaskValues", true, loader);
    }
    Module jdk = Object.class.getModule();
    assertEquals("java.base", jdk.getName());
    assertFalse(jdk.isOpen("java.lang", getClass().getModule()));
  }

  private byte[] transform(String className, byte[] classFile) {
    ClassLoader loader = getClass().getClassLoader();
    return transformer.transform(loader, className, null, null, classFile);
  }
}
