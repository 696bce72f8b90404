package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Leads what a method returns through the helper. */
final class ReturnThroughHelper extends MethodWeaver {
  private final String type;
  private final String helper;

  ReturnThroughHelper(WovenCode code, String descriptor, String helper) {
    super(code);
    this.type = Type.getReturnType(descriptor).getDescriptor();
    this.helper = helper;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) {
      visitMethodInsn(Opcodes.INVOKESTATIC, helper, "withTask", "(" + type + ")" + type, false);
      markWoven();
    }
    super.visitInsn(opcode);
  }
}
