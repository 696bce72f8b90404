package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Copies a method and adds calls of the helper to it.
 *
 * <p>Only calls: no jump, no exception handler, no local variable. So no stack map frame has to be
 * written, whatever the method consists of, the code of another agent included, and every version
 * of class files has the added instructions.
 */
abstract class MethodWeaver extends MethodVisitor {
  /** The most that the added instructions put on the stack on top of the method's own values. */
  private static final int STACK = 2;

  final String helper;
  private boolean woven;

  /**
   * @param helper internal name of the class that is called
   */
  MethodWeaver(MethodVisitor next, String helper) {
    super(Opcodes.ASM9, next);
    this.helper = helper;
  }

  /** Whether a call was added, and the verifier is certain to accept it. */
  boolean isWoven() {
    return woven;
  }

  /** Calls the helper, which takes its arguments from the stack and puts one value there. */
  final void call(String method, String descriptor) {
    visitMethodInsn(Opcodes.INVOKESTATIC, helper, method, descriptor, false);
    woven = true;
  }

  @Override
  public final void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + STACK, maxLocals);
  }
}
