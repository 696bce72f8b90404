package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves {@link Hook.Kind#SERIALIZED_MAP}: {@code withTask(mdcCopy)} before {@code
 * defaultWriteObject()}.
 */
final class SerializedMapWeaver extends MethodWeaver {
  private static final String TABLE = "Ljava/util/Hashtable;";
  private static final String MAP = "Ljava/util/Map;";

  private final String event;
  private final String fieldDescriptor;

  /**
   * @param event internal name of the event's class
   * @param fieldDescriptor null if the event has no copy of its context
   */
  SerializedMapWeaver(MethodVisitor next, String helper, String event, String fieldDescriptor) {
    super(next, helper);
    this.event = event;
    this.fieldDescriptor = fieldDescriptor;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (name.equals("defaultWriteObject") && fieldDescriptor != null) addTask();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  /** Log4j 1.2 has a table, which may be null; JBoss LogManager has a map of the event's own. */
  private void addTask() {
    boolean mayBeNull = fieldDescriptor.equals(TABLE);
    if (mayBeNull) visitVarInsn(Opcodes.ALOAD, 0);
    visitVarInsn(Opcodes.ALOAD, 0);
    visitFieldInsn(Opcodes.GETFIELD, event, Hook.COPY_FIELD, fieldDescriptor);
    if (mayBeNull) {
      call("withTask", "(" + TABLE + ")" + TABLE);
      visitFieldInsn(Opcodes.PUTFIELD, event, Hook.COPY_FIELD, TABLE);
    } else {
      call("withTask", "(" + MAP + ")" + MAP);
      visitInsn(Opcodes.POP);
    }
  }
}
