package io.github.ecsmetrics.agent.mdc;

import static net.bytebuddy.matcher.ElementMatchers.isMethod;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.ecsmetrics.agent.classes.ClassDefiner;
import java.io.IOException;
import java.io.InputStream;
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
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class MdcTransformerTest {
  private final MdcTransformer transformer =
      new MdcTransformer(ByteBuddyAgent.install(), Map.of("task_family", "web"));

  @Test
  void otherClassesAreNotWoven() throws IOException {
    assertNull(transform("java/util/ArrayList", classFile("java/util/ArrayList")));
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
    assertNotNull(transform(className, classFile(className)));
    assertNull(transform(className, without(method, className)));
  }

  @Test
  void classWithOtherCodeInTheMethodIsNotWoven() throws IOException {
    String className = "ch/qos/logback/classic/spi/LoggingEvent";
    assertNotNull(transform(className, classFile(className)));
    assertNull(transform(className, withOtherFieldType(className)));
  }

  @Test
  void classThatCannotBeReadIsNotWoven() {
    assertNull(transform("org/apache/log4j/MDC", new byte[] {1, 2, 3}));
  }

  @Test
  void eventOfABridgeWithTheSameNameIsNotWoven() throws IOException {
    String className = "org/apache/log4j/spi/LoggingEvent";
    assertNull(transform(className, withoutFields(className)));
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

  /** The slot of the key is another variable's where the answer is returned. */
  @Test
  void lookupThatHasLostItsKeyIsNotWoven() throws IOException {
    String className = "org/jboss/logmanager/MDC";
    assertNull(
        transform(
            className,
            altered(
                className,
                writer ->
                    new ClassVisitor(Opcodes.ASM9, writer) {
                      @Override
                      public MethodVisitor visitMethod(
                          int access, String name, String desc, String sign, String[] exceptions) {
                        MethodVisitor next =
                            super.visitMethod(access, name, desc, sign, exceptions);
                        return new MethodVisitor(Opcodes.ASM9, next) {
                          @Override
                          public void visitInsn(int opcode) {
                            if (name.equals("get") && opcode == Opcodes.ARETURN) {
                              visitInsn(Opcodes.ICONST_0);
                              visitVarInsn(Opcodes.ISTORE, 0);
                            }
                            super.visitInsn(opcode);
                          }
                        };
                      }
                    })));
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

  private static byte[] classFile(String className) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(className + ".class")) {
      return in.readAllBytes();
    }
  }

  private static byte[] without(String method, String className) throws IOException {
    return altered(
        className,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                String altered = name.equals(method) ? name + "Altered" : name;
                return super.visitMethod(access, altered, desc, signature, exceptions);
              }
            });
  }

  private static byte[] withoutFields(String className) throws IOException {
    return altered(
        className,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String desc, String signature, Object value) {
                return null;
              }
            });
  }

  private static byte[] withOtherFieldType(String className) throws IOException {
    return altered(
        className,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, desc, signature, exceptions);
                return new MethodVisitor(Opcodes.ASM9, next) {
                  @Override
                  public void visitFieldInsn(int opcode, String owner, String name, String desc) {
                    String other = desc.replace("java/util/Map", "java/util/AbstractMap");
                    super.visitFieldInsn(opcode, owner, name, other);
                  }
                };
              }
            });
  }

  private interface Alteration {
    ClassVisitor apply(ClassWriter writer);
  }

  private static byte[] altered(String className, Alteration alteration) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile(className)).accept(alteration.apply(writer), 0);
    return writer.toByteArray();
  }
}
