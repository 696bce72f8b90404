package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Leads each copy of the thread's context that a method asks a framework for through the helper.
 */
final class ReadThroughHelper extends MethodWeaver {
  /** Owner and name, in turn, of what hands the whole context out. */
  private static final String[] CONTEXTS = {
    "org/apache/log4j/MDC", "getContext",
    "org/apache/logging/log4j/ThreadContext", "getImmutableContext",
    "org/apache/logging/log4j/ThreadContext", "getContext",
    "org/jboss/logmanager/MDC", "copy",
  };

  ReadThroughHelper(MethodVisitor next, String helper) {
    super(next, helper);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (opcode != Opcodes.INVOKESTATIC) return;
    for (int i = 0; i < CONTEXTS.length; i += 2) {
      if (!owner.equals(CONTEXTS[i]) || !name.equals(CONTEXTS[i + 1])) continue;
      String type = Type.getReturnType(descriptor).getDescriptor();
      call("withTask", "(" + type + ")" + type);
    }
  }
}
