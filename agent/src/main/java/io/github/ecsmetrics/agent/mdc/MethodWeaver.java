package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Passes a method on, with our instructions in between. */
abstract class MethodWeaver extends MethodVisitor {
  final WovenCode code;
  private boolean woven;
  private boolean unknownFrame;

  MethodWeaver(WovenCode code) {
    super(Opcodes.ASM9, code.out);
    this.code = code;
  }

  final void markWoven() {
    woven = true;
  }

  /** Whether our code is in, and in a place where it is certain to pass the verifier. */
  final boolean woven() {
    return woven && !(unknownFrame && code.branches());
  }

  /** Our stack map frames name the parameters only, which is too little for a handler. */
  @Override
  public final void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    unknownFrame = true;
    super.visitTryCatchBlock(start, end, handler, type);
  }

  @Override
  public final void visitVarInsn(int opcode, int slot) {
    if (opcode == Opcodes.ASTORE && slot <= code.parameter()) unknownFrame = true;
    super.visitVarInsn(opcode, slot);
  }

  /** After the last instruction of a method that was woven. */
  void end() {}

  @Override
  public final void visitMaxs(int maxStack, int maxLocals) {
    if (woven) end();
    super.visitMaxs(maxStack + WovenCode.STACK, maxLocals);
  }
}
