package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Answers our value where a lookup by key would answer null.
 *
 * <p>All returns lead to one copy of our code: what it is compiled to counts against what the JIT
 * inlines, and an event whose lookup is not inlined has to be allocated. A lookup that is no method
 * of the event is better not inlined at all, so that it cannot make the event's own code too long.
 */
final class FallBack extends MethodWeaver {
  private final String answerType;
  private final boolean inlined;
  private final Label exit = new Label();

  FallBack(WovenCode code, String descriptor, boolean inlined) {
    super(code);
    this.answerType = Type.getReturnType(descriptor).getInternalName();
    this.inlined = inlined;
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode != Opcodes.ARETURN) {
      super.visitInsn(opcode);
      return;
    }
    super.visitJumpInsn(Opcodes.GOTO, exit);
    markWoven();
  }

  @Override
  void end() {
    code.fallBack(exit, answerType);
    super.visitInsn(Opcodes.ARETURN);
    if (!inlined) code.lengthen();
  }
}
