package io.github.ecsmetrics.it.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ecsmetrics.it.Finished;
import io.github.ecsmetrics.it.JvmCommand;
import io.github.ecsmetrics.it.Libraries;
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

/** A release of Logback that does what the others do, but in other code than any of them. */
class AlteredFrameworkIT {
  private static final String EVENT = "ch/qos/logback/classic/spi/LoggingEvent";
  private static final String LEFT_ALONE =
      "[ecs-metrics-agent] Logback (logback-classic-9.9.jar) is not as expected and left alone, its"
          + " log lines may lack the task: ch.qos.logback.classic.spi.LoggingEvent: unknown code in"
          + " getMDCPropertyMap; metrics and other logging frameworks are not affected";

  @TempDir Path folder;

  @Test
  void isLeftAloneAndSaidOnceWhileEverythingElseWorks() throws Exception {
    JvmCommand command =
        JvmCommand.of(Logging.class)
            .classPath(libraries())
            .property("logback.configurationFile", Framework.file("late/logback.xml").toString());
    try (MetadataEndpoint endpoint = MetadataEndpoint.fargate();
        RunningJvm jvm = command.endpoint(endpoint).agent("startup.wait=30s").start()) {
      jvm.awaitStdout("logged");
      jvm.writeLine("again");
      jvm.awaitMetrics("ee_ecs_metrics_exporter_success 1");
      Finished finished = jvm.endInput();
      List<String> round =
          List.of(
              " | from main|",
              " | from another thread|",
              "own | with an MDC|task_family=own, user=alice",
              "logged");
      List<String> both = new ArrayList<>(round);
      both.addAll(round);
      assertEquals(both, finished.stdout().lines().toList());
      assertEquals(List.of(LEFT_ALONE), finished.stderr().lines().toList());
      assertEquals(0, finished.exitCode());
    }
  }

  private List<Path> libraries() throws IOException {
    List<Path> libraries = new ArrayList<>();
    for (Path library : Libraries.of("ch.qos.logback:logback-classic:1.2.13")) {
      boolean classic = library.getFileName().toString().startsWith("logback-classic");
      libraries.add(classic ? altered(library) : library);
    }
    return libraries;
  }

  private Path altered(Path library) throws IOException {
    Path altered = folder.resolve("logback-classic-9.9.jar");
    try (JarFile original = new JarFile(library.toFile());
        OutputStream file = Files.newOutputStream(altered);
        JarOutputStream out = new JarOutputStream(file)) {
      for (JarEntry entry : Collections.list(original.entries())) {
        byte[] content = original.getInputStream(entry).readAllBytes();
        out.putNextEntry(new JarEntry(entry.getName()));
        out.write(entry.getName().equals(EVENT + ".class") ? altered(content) : content);
      }
    }
    return altered;
  }

  /** Stores the map through a method instead of into the field. */
  private static byte[] altered(byte[] classFile) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile).accept(new Altering(writer), 0);
    return writer.toByteArray();
  }

  private static final class Altering extends ClassVisitor {
    Altering(ClassVisitor next) {
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
