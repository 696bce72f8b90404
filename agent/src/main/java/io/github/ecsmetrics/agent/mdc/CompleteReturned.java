package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts our keys into a map that is returned, before it is made unmodifiable where that is done: one
 * that has them already is left as it is.
 */
final class CompleteReturned extends MethodWeaver {
  private static final String COMPLETED = "(Ljava/util/Map;)Ljava/util/Map;";

  CompleteReturned(MethodVisitor next, String helper) {
    super(next, helper);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals("java/util/Collections") && name.equals("unmodifiableMap")) {
      call("completed", COMPLETED);
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) call("completed", COMPLETED);
    super.visitInsn(opcode);
  }
}
