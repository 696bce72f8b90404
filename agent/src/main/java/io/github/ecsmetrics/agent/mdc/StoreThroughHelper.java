package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Leads each map that a method stores into its event through the helper, once per event.
 *
 * <p>Logback up to 1.1.3 stores one mutable map in all events without context; it is replaced by
 * one of the helper's, so that an application that writes into it can go on doing so.
 */
final class StoreThroughHelper extends MethodWeaver {
  private static final String MAP = "Ljava/util/Map;";

  private final String event;

  StoreThroughHelper(MethodVisitor next, String helper, String event) {
    super(next, helper);
    this.event = event;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    // A map of another class is one of another agent's that has changed the method.
    boolean own = owner.equals(event) && descriptor.equals(MAP);
    if (own && opcode == Opcodes.GETSTATIC) {
      super.visitFieldInsn(opcode, helper, "SHARED", MAP);
      return;
    }
    if (own && opcode == Opcodes.PUTFIELD) {
      visitVarInsn(Opcodes.ALOAD, 0);
      call("withTask", "(" + MAP + "L" + event + ";)" + MAP);
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }
}
