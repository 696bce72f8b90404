package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
import io.github.ecsmetrics.it.LoggingConfiguration;
import io.github.ecsmetrics.it.MetadataEndpoint;
import io.github.ecsmetrics.it.RunningJvm;
import io.github.ecsmetrics.it.guest.Logging;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Releases that differ from all known ones: their log lines lack the task, and all else works. */
class AlteredFrameworkIT {
  private static final String CONTEXT_DATA = "org/apache/logging/log4j/util/StringMap";
  private static final String EVENT = "ch/qos/logback/classic/spi/LoggingEvent";
  private static final String LEFT_ALONE =
      "[ecs-metrics-agent] Logback (logback-classic-9.9.jar) has an unexpected structure and was not"
          + " instrumented; its log lines may lack the task fields"
          + " (ch.qos.logback.classic.spi.LoggingEvent: unknown code in getMDCPropertyMap); metrics"
          + " and other logging frameworks are not affected";

  @TempDir Path folder;

  @Test
  void unknownCodeIsNotWovenAndReportedOnce() throws Exception {
    List<Path> libraries =
        altered("ch.qos.logback:logback-classic:1.2.13", "logback-classic", EVENT, OtherCode::new);
    logsWithoutTheTask(
        JvmCommand.of(Logging.class)
            .classPath(libraries)
            .property(
                "logback.configurationFile",
                LoggingConfiguration.file("late/logback.xml").toString()),
        "%s",
        List.of(LEFT_ALONE));
  }

  /** The events' data has a method more than our view of it. */
  @Test
  void dataWithMoreMethodsIsNotWoven() throws Exception {
    List<Path> libraries =
        altered(
            "org.apache.logging.log4j:log4j-slf4j-impl:2.26.1",
            "log4j-api",
            CONTEXT_DATA,
            OneMethodMore::new);
    logsWithoutTheTask(
        JvmCommand.of(Logging.class)
            .classPath(libraries)
            .property(
                "log4j.configurationFile", LoggingConfiguration.file("late/log4j2.xml").toString()),
        "{%s}",
        List.of());
  }

  /**
   * @param context how the framework writes the whole context
   */
  private static void logsWithoutTheTask(JvmCommand command, String context, List<String> stderr)
      throws Exception {
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agent("startup.wait=30s").start()) {
      jvm.awaitStdout("logged");
      jvm.writeLine("again");
      jvm.awaitSuccess();
      Finished finished = jvm.endInput();
      List<String> round =
          List.of(
              " | from main|" + String.format(context, ""),
              " | from another thread|" + String.format(context, ""),
              "own | with an MDC|" + String.format(context, "task_family=own, user=alice"),
              "logged");
      List<String> both = new ArrayList<>(round);
      both.addAll(round);
      assertEquals(both, finished.stdout().lines().toList());
      assertEquals(stderr, finished.stderr().lines().toList());
      assertEquals(0, finished.exitCode());
    }
  }

  /** The libraries; one of them has an altered class and the version 9.9. */
  private List<Path> altered(
      String artifact, String library, String className, UnaryOperator<ClassVisitor> alteration)
      throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (Path path : Libraries.of(artifact)) {
      boolean concerned = path.getFileName().toString().matches(library + "-[0-9].*");
      libraries.add(concerned ? altered(path, library + "-9.9.jar", className, alteration) : path);
    }
    return libraries;
  }

  private Path altered(
      Path library, String name, String className, UnaryOperator<ClassVisitor> alteration)
      throws IOException {
    Path altered = folder.resolve(name);
    try (JarFile original = new JarFile(library.toFile());
        OutputStream file = Files.newOutputStream(altered);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(original.entries())) {
        byte[] content = original.getInputStream(entry).readAllBytes();
        out.putNextEntry(new JarEntry(entry.getName()));
        boolean concerned = entry.getName().equals(className + ".class");
        out.write(concerned ? altered(content, alteration) : content);
      }
    }
    return altered;
  }

  private static byte[] altered(byte[] classFile, UnaryOperator<ClassVisitor> alteration) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(alteration.apply(writer), 0);
    return writer.toByteArray();
  }

  private static final class OneMethodMore extends ClassVisitor {
    OneMethodMore(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitEnd() {
      int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;
      super.visitMethod(access, "more", "()I", null, null).visitEnd();
      super.visitEnd();
    }
  }

  /** Stores the map through a method instead of into the field. */
  private static final class OtherCode extends ClassVisitor {
    OtherCode(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!name.equals("getMDCPropertyMap")) return next;
      return new MethodVisitor(Opcodes.ASM9, next) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          if (opcode != Opcodes.PUTFIELD) {
            super.visitFieldInsn(opcode, owner, field, type);
            return;
          }
          visitMethodInsn(Opcodes.INVOKESPECIAL, EVENT, "store", "(Ljava/util/Map;)V", false);
        }
      };
    }

    @Override
    public void visitEnd() {
      MethodVisitor store =
          super.visitMethod(Opcodes.ACC_PRIVATE, "store", "(Ljava/util/Map;)V", null, null);
      store.visitCode();
      store.visitVarInsn(Opcodes.ALOAD, 0);
      store.visitVarInsn(Opcodes.ALOAD, 1);
      store.visitFieldInsn(Opcodes.PUTFIELD, EVENT, "mdcPropertyMap", "Ljava/util/Map;");
      store.visitInsn(Opcodes.RETURN);
      store.visitMaxs(2, 2);
      store.visitEnd();
      super.visitEnd();
    }
  }
}
