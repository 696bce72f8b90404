package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves {@link Hook.Kind#RETURNED_MAP}: {@code return withTask(map)}.
 *
 * <p>A map that the method makes unmodifiable passes through the helper before that, and again,
 * without effect, when it is returned.
 */
final class ReturnedMapWeaver extends MethodWeaver {
  private static final String MAP = "Ljava/util/Map;";

  private final String type;

  ReturnedMapWeaver(MethodVisitor next, String helper, String descriptor) {
    super(next, helper);
    this.type = Type.getReturnType(descriptor).getDescriptor();
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean unmodifiable = owner.equals("java/util/Collections") && name.equals("unmodifiableMap");
    if (unmodifiable && type.equals(MAP)) addTask();
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN) addTask();
    super.visitInsn(opcode);
  }

  private void addTask() {
    call("withTask", "(" + type + ")" + type);
  }
}
