package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves {@link Hook.Kind#STORED_MAP}: {@code this.mdcPropertyMap = withTask(map, this)}, which
 * runs once per event.
 *
 * <p>Logback up to 1.1.3 stores one static mutable map in all events without a context. It is
 * replaced by a static map of the helper's, so that an application can still write into it.
 */
final class StoredMapWeaver extends MethodWeaver {
  private static final String MAP = "Ljava/util/Map;";

  private final String event;

  /**
   * @param event internal name of the event's class
   */
  StoredMapWeaver(MethodVisitor next, String helper, String event) {
    super(next, helper);
    this.event = event;
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    // A map in another class belongs to another agent that has changed the method.
    boolean ofTheEvent = owner.equals(event) && descriptor.equals(MAP);
    if (ofTheEvent && opcode == Opcodes.GETSTATIC) {
      super.visitFieldInsn(opcode, helper, "SHARED", MAP);
      return;
    }
    if (ofTheEvent && opcode == Opcodes.PUTFIELD) {
      visitVarInsn(Opcodes.ALOAD, 0);
      call("withTask", "(" + MAP + "L" + event + ";)" + MAP);
    }
    super.visitFieldInsn(opcode, owner, name, descriptor);
  }
}
