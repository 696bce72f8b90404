package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts our keys into an event's copy of its context right before the event is serialised. */
final class CompleteSerialised extends MethodWeaver {
  private static final String TABLE = "Ljava/util/Hashtable;";
  private static final String MAP = "Ljava/util/Map;";

  private final String owner;
  private final String fieldDescriptor;

  /**
   * @param fieldDescriptor null if the event has no such field
   */
  CompleteSerialised(MethodVisitor next, String helper, String owner, String fieldDescriptor) {
    super(next, helper);
    this.owner = owner;
    this.fieldDescriptor = fieldDescriptor;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (name.equals("defaultWriteObject") && fieldDescriptor != null) complete();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void complete() {
    boolean created = fieldDescriptor.equals(TABLE);
    if (created) visitVarInsn(Opcodes.ALOAD, 0);
    visitVarInsn(Opcodes.ALOAD, 0);
    visitFieldInsn(Opcodes.GETFIELD, owner, Hook.COPY_FIELD, fieldDescriptor);
    if (created) {
      call("completed", "(" + TABLE + ")" + TABLE);
      visitFieldInsn(Opcodes.PUTFIELD, owner, Hook.COPY_FIELD, TABLE);
    } else {
      call("completed", "(" + MAP + ")" + MAP);
      visitInsn(Opcodes.POP);
    }
  }
}
