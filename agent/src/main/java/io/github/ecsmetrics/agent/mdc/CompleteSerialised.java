package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.Opcodes;

/** Puts our keys into an event's copy of its context right before the event is serialised. */
final class CompleteSerialised extends MethodWeaver {
  private static final String STREAM = "java/io/ObjectOutputStream";

  private final String fieldDescriptor;

  CompleteSerialised(WovenCode code, String fieldDescriptor) {
    super(code);
    this.fieldDescriptor = fieldDescriptor;
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (name.equals("defaultWriteObject") && fieldDescriptor != null) {
      if (fieldDescriptor.equals("Ljava/util/Hashtable;")) {
        code.createIfNull(Hook.COPY_FIELD, fieldDescriptor, STREAM);
      }
      visitVarInsn(Opcodes.ALOAD, 0);
      visitFieldInsn(Opcodes.GETFIELD, code.owner, Hook.COPY_FIELD, fieldDescriptor);
      code.complete();
      visitInsn(Opcodes.POP);
      markWoven();
    }
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }
}
