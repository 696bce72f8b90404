package io.github.ecsmetrics.agent.mdc;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files of frameworks, altered as an unknown version or another agent might do. */
final class AlteredClass {
  private AlteredClass() {}

  static byte[] original(String className) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(className + ".class")) {
      return in.readAllBytes();
    }
  }

  static byte[] withoutFields(String className) throws IOException {
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

  /** The method has another name. */
  static byte[] withoutMethod(String className, String method) throws IOException {
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

  /** The method reads and writes fields of the type {@code AbstractMap} instead of {@code Map}. */
  static byte[] withOtherFieldType(String className, String method) throws IOException {
    return withMethod(
        className,
        method,
        next ->
            new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitFieldInsn(int opcode, String owner, String name, String desc) {
                String other = desc.replace("java/util/Map", "java/util/AbstractMap");
                super.visitFieldInsn(opcode, owner, name, other);
              }
            });
  }

  /** The variable of a static method's parameter holds an int when the method returns. */
  static byte[] withLostParameter(String className, String method) throws IOException {
    return withMethod(
        className,
        method,
        next ->
            new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitInsn(int opcode) {
                if (opcode == Opcodes.ARETURN) {
                  visitInsn(Opcodes.ICONST_0);
                  visitVarInsn(Opcodes.ISTORE, 0);
                }
                super.visitInsn(opcode);
              }
            });
  }

  private static byte[] withMethod(
      String className, String method, Function<MethodVisitor, MethodVisitor> alteration)
      throws IOException {
    return altered(
        className,
        writer ->
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String desc, String signature, String[] exceptions) {
                MethodVisitor next = super.visitMethod(access, name, desc, signature, exceptions);
                return name.equals(method) ? alteration.apply(next) : next;
              }
            });
  }

  private static byte[] altered(String className, Function<ClassWriter, ClassVisitor> alteration)
      throws IOException {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original(className)).accept(alteration.apply(writer), 0);
    return writer.toByteArray();
  }
}
