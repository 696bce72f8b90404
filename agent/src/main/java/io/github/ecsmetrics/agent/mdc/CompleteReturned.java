package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Opcodes;

/** Puts our keys into a map that is returned, before it is made unmodifiable where that is done. */
final class CompleteReturned extends MethodWeaver {
  private boolean sealed;

  CompleteReturned(WovenCode code) {
    super(code);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals("java/util/Collections") && name.equals("unmodifiableMap")) {
      sealed = true;
      complete();
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN && !sealed) complete();
    super.visitInsn(opcode);
  }

  private void complete() {
    code.complete();
    markWoven();
  }
}
