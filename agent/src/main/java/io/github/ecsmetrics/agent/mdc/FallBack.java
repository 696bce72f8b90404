package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Answers our value where a lookup by key would answer null. */
final class FallBack extends MethodWeaver {
  private final String descriptor;
  private final int key;
  private boolean keyLost;

  /**
   * @param key slot of the one parameter
   */
  FallBack(MethodVisitor next, String helper, String descriptor, int key) {
    super(next, helper);
    String answer = Type.getReturnType(descriptor).getDescriptor();
    this.descriptor = "(" + answer + "Ljava/lang/Object;)" + answer;
    this.key = key;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      visitVarInsn(Opcodes.ALOAD, key);
      call("orTask", descriptor);
    }
    super.visitInsn(opcode);
  }

  /** Another agent may exchange the key for another object, but not use its slot otherwise. */
  @Override
  public void visitVarInsn(int opcode, int slot) {
    boolean wide = opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
    boolean narrow = opcode == Opcodes.ISTORE || opcode == Opcodes.FSTORE;
    if (wide && slot + 1 == key || (wide || narrow) && slot == key) keyLost = true;
    super.visitVarInsn(opcode, slot);
  }

  /** Before the key there is at most {@code this}, so that slots and elements are the same. */
  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    if (locals <= key || !(local[key] instanceof String)) keyLost = true;
    super.visitFrame(type, locals, local, stack, onStack);
  }

  @Override
  boolean woven() {
    return super.woven() && !keyLost;
  }
}
