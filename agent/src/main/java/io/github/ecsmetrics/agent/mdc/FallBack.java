package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Answers our value where a lookup by key would answer null. */
final class FallBack extends MethodWeaver {
  private final String answerType;

  FallBack(WovenCode code, String descriptor) {
    super(code);
    this.answerType = Type.getReturnType(descriptor).getInternalName();
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      code.fallBack(answerType);
      markWoven();
    }
    super.visitInsn(opcode);
  }
}
