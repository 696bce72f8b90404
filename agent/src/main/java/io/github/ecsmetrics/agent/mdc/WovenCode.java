package io.github.ecsmetrics.agent.mdc;

import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The instructions that are woven, of which none can throw, in a method with one reference
 * parameter or none.
 *
 * <p>Only what every class file version has, 45 included: no lambdas, no string concatenation, no
 * static interface methods.
 */
final class WovenCode {
  /** The most that our instructions put on the stack above what the method has there. */
  static final int STACK = 4;

  /** HotSpot's {@code FreqInlineSize}: a longer method is not inlined however hot it is. */
  private static final int LONGEST_INLINED = 325;

  private static final Object[] NOTHING = {};
  private static final String MAP = "java/util/Map";

  final MethodVisitor out;
  final String owner;
  private final boolean isStatic;
  private final boolean framesNeeded;
  private final Map<String, String> values;
  private boolean branches;

  WovenCode(
      MethodVisitor out,
      String owner,
      boolean isStatic,
      boolean framesNeeded,
      Map<String, String> values) {
    this.out = out;
    this.owner = owner;
    this.isStatic = isStatic;
    this.framesNeeded = framesNeeded;
    this.values = values;
  }

  /** The slot of the one parameter. */
  int parameter() {
    return isStatic ? 0 : 1;
  }

  /** Whether there are jumps in what was woven so far. */
  boolean branches() {
    return branches;
  }

  /**
   * {@code if (answer == null) answer = "key".equals(parameter) ? "value" : null}, per key.
   *
   * <p>All keys are compared by identity first, which finds the literals of code: what is compiled
   * to compares characters only where that has ever been needed.
   */
  void fallBack(Label start, String answerType) {
    out.visitLabel(start);
    frame("java/lang/String", answerType);
    Label done = new Label();
    out.visitInsn(Opcodes.DUP);
    out.visitJumpInsn(Opcodes.IFNONNULL, done);
    Map<String, Label> found = new HashMap<>();
    for (String key : values.keySet()) {
      found.put(key, new Label());
      out.visitLdcInsn(key);
      out.visitVarInsn(Opcodes.ALOAD, parameter());
      out.visitJumpInsn(Opcodes.IF_ACMPEQ, found.get(key));
    }
    int left = values.size();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      Label next = --left == 0 ? done : new Label();
      out.visitLdcInsn(entry.getKey());
      out.visitVarInsn(Opcodes.ALOAD, parameter());
      out.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, "java/lang/String", "equals", "(Ljava/lang/Object;)Z", false);
      out.visitJumpInsn(Opcodes.IFEQ, next);
      out.visitLabel(found.get(entry.getKey()));
      frame("java/lang/String", answerType);
      out.visitInsn(Opcodes.POP);
      out.visitLdcInsn(entry.getValue());
      if (next == done) break;
      out.visitJumpInsn(Opcodes.GOTO, done);
      out.visitLabel(next);
      frame("java/lang/String", answerType);
    }
    out.visitLabel(done);
    frame("java/lang/String", answerType);
  }

  /** Instructions that are never reached, after the last {@code return}. */
  void lengthen() {
    if (framesNeeded) out.visitFrame(Opcodes.F_NEW, 0, NOTHING, 0, NOTHING);
    for (int i = 0; i < LONGEST_INLINED; i++) out.visitInsn(Opcodes.NOP);
    out.visitInsn(Opcodes.ACONST_NULL);
    out.visitInsn(Opcodes.ARETURN);
  }

  /** {@code map.putIfAbsent("key", "value")}, per key; the map stays on the stack. */
  void complete() {
    for (Map.Entry<String, String> entry : values.entrySet()) {
      out.visitInsn(Opcodes.DUP);
      out.visitLdcInsn(entry.getKey());
      out.visitLdcInsn(entry.getValue());
      out.visitMethodInsn(
          Opcodes.INVOKEINTERFACE,
          MAP,
          "putIfAbsent",
          "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
          true);
      out.visitInsn(Opcodes.POP);
    }
  }

  /** {@code if (field == null) field = new Hashtable()}, with the parameter on the stack. */
  void createIfNull(String field, String descriptor, String parameterType) {
    String table = "java/util/Hashtable";
    Label exists = new Label();
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitFieldInsn(Opcodes.GETFIELD, owner, field, descriptor);
    out.visitJumpInsn(Opcodes.IFNONNULL, exists);
    out.visitVarInsn(Opcodes.ALOAD, 0);
    out.visitTypeInsn(Opcodes.NEW, table);
    out.visitInsn(Opcodes.DUP);
    out.visitMethodInsn(Opcodes.INVOKESPECIAL, table, "<init>", "()V", false);
    out.visitFieldInsn(Opcodes.PUTFIELD, owner, field, descriptor);
    out.visitLabel(exists);
    frame(parameterType, parameterType);
  }

  private void frame(String parameterType, String onStack) {
    branches = true;
    if (!framesNeeded) return;
    Object[] locals = isStatic ? new Object[] {parameterType} : new Object[] {owner, parameterType};
    out.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {onStack});
  }
}
