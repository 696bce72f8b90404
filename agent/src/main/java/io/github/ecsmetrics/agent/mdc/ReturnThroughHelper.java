package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Leads what a method returns through the helper. */
final class ReturnThroughHelper extends MethodWeaver {
  private final String type;

  ReturnThroughHelper(MethodVisitor next, String helper, String descriptor) {
    super(next, helper);
    this.type = Type.getReturnType(descriptor).getDescriptor();
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) call("withTask", "(" + type + ")" + type);
    super.visitInsn(opcode);
  }
}
