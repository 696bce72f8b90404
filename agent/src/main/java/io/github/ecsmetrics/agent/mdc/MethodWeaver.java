package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Passes a method on, with calls of the helper in between.
 *
 * <p>Calls and nothing else: no jump, no handler, no variable. So whatever the method is made of,
 * another agent's code included, no stack map frame has to be written for it, and an instruction is
 * one that every version of class files has.
 */
abstract class MethodWeaver extends MethodVisitor {
  /** The most that our instructions put on the stack above what the method has there. */
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

  /** Whether our code is in, and in a place where it is certain to pass the verifier. */
  boolean woven() {
    return woven;
  }

  /** Calls the helper, which takes what is on the stack and puts one value there. */
  final void call(String method, String descriptor) {
    visitMethodInsn(Opcodes.INVOKESTATIC, helper, method, descriptor, false);
    woven = true;
  }

  @Override
  public final void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + STACK, maxLocals);
  }
}
