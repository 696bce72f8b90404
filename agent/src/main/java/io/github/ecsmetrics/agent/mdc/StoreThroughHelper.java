package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Opcodes;

/**
 * Leads each map that a method stores into its event through the helper, once per event.
 *
 * <p>Logback up to 1.1.3 stores one mutable map in all events without context; it is replaced by
 * one of the helper's, so that an application that writes into it can go on doing so.
 */
final class StoreThroughHelper extends MethodWeaver {
  private static final String MAP = "Ljava/util/Map;";

  private final String helper;

  StoreThroughHelper(WovenCode code, String helper) {
    super(code);
    this.helper = helper;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.GETSTATIC && descriptor.equals(MAP)) {
      super.visitFieldInsn(opcode, helper, "SHARED", MAP);
      return;
    }
    if (opcode == Opcodes.PUTFIELD && descriptor.equals(MAP)) {
      visitVarInsn(Opcodes.ALOAD, 0);
      visitMethodInsn(
          Opcodes.INVOKESTATIC, helper, "withTask", "(" + MAP + "L" + owner + ";)" + MAP, false);
      markWoven();
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }
}
