package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Weaves {@link Hook.Kind#LOOKUP}: {@code return orTask(found, key)}. */
final class LookupWeaver extends MethodWeaver {
  private final String descriptor;
  private final int key;
  private boolean keyLost;

  /**
   * @param key local variable of the one parameter
   */
  LookupWeaver(MethodVisitor next, String helper, String descriptor, int key) {
    super(next, helper);
    String found = Type.getReturnType(descriptor).getDescriptor();
    this.descriptor = "(" + found + "Ljava/lang/Object;)" + found;
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

  /** Another agent may put another object into the key's variable, but no primitive value. */
  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean wide = opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE;
    boolean narrow = opcode == Opcodes.ISTORE || opcode == Opcodes.FSTORE;
    if (wide && variable + 1 == key || (wide || narrow) && variable == key) keyLost = true;
    super.visitVarInsn(opcode, variable);
  }

  /**
   * The frame's elements are numbered like the variables up to the key, since at most {@code this}
   * precedes it.
   */
  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    if (locals <= key || !(local[key] instanceof String)) keyLost = true;
    super.visitFrame(type, locals, local, stack, onStack);
  }

  @Override
  boolean isWoven() {
    return super.isWoven() && !keyLost;
  }
}
