package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/** Weaves {@link Hook.Kind#THREAD_CONTEXT}: {@code copyWithTask(ThreadContext.getContext())}. */
final class ThreadContextWeaver extends MethodWeaver {
  /** Owners and names, in turn, of the methods that return the thread's whole context. */
  private static final String[] CONTEXTS = {
    "org/apache/log4j/MDC", "getContext",
    "org/apache/logging/log4j/ThreadContext", "getImmutableContext",
    "org/apache/logging/log4j/ThreadContext", "getContext",
    "org/jboss/logmanager/MDC", "copy",
    "org/tinylog/core/TinylogContextProvider", "getMapping",
    "org/tinylog/provider/ContextProvider", "getMapping",
  };

  ThreadContextWeaver(MethodVisitor next, String helper) {
    super(next, helper);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    for (int i = 0; i < CONTEXTS.length; i += 2) {
      if (!owner.equals(CONTEXTS[i]) || !name.equals(CONTEXTS[i + 1])) continue;
      String type = Type.getReturnType(descriptor).getDescriptor();
      call("copyWithTask", "(" + type + ")" + type);
    }
  }
}
