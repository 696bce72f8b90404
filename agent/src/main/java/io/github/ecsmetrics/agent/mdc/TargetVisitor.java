package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Leads each hooked method of a class through its {@link MethodWeaver} and counts what was woven.
 */
final class TargetVisitor extends ClassVisitor {
  private final Target target;
  private final MethodWeaver[] weavers;
  private boolean marked;
  private String copyDescriptor;

  TargetVisitor(ClassVisitor next, Target target) {
    super(Opcodes.ASM9, next);
    this.target = target;
    this.weavers = new MethodWeaver[target.hooks.length];
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if (name.equals(target.mark)) marked = true;
    if (name.equals(Hook.COPY_FIELD)) copyDescriptor = descriptor;
    return super.visitField(access, name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (int i = 0; i < weavers.length; i++) {
      Hook hook = target.hooks[i];
      if (!hook.isFor(name, descriptor)) continue;
      int parameter = (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
      MethodWeaver weaver = weaver(hook, next, parameter);
      if (weavers[i] == null || !weavers[i].woven()) weavers[i] = weaver;
      return weaver;
    }
    return next;
  }

  private MethodWeaver weaver(Hook hook, MethodVisitor next, int parameter) {
    String helper = target.helperName();
    switch (hook.kind) {
      case FALL_BACK:
        return new FallBack(next, helper, hook.descriptor, parameter);
      case COMPLETE_RETURNED:
        return new CompleteReturned(next, helper);
      case COMPLETE_SERIALISED:
        return new CompleteSerialised(next, helper, target.className, copyDescriptor);
      case READ_THROUGH_HELPER:
        return new ReadThroughHelper(next, helper);
      case STORE_THROUGH_HELPER:
        return new StoreThroughHelper(next, helper, target.className);
      default:
        return new ReturnThroughHelper(next, helper, hook.descriptor);
    }
  }

  /** False if the class is not the framework's. */
  boolean complete() throws UnexpectedClassException {
    if (target.mark != null && !marked) return false;
    for (int i = 0; i < weavers.length; i++) {
      Hook hook = target.hooks[i];
      if (weavers[i] == null && !hook.required) continue;
      if (weavers[i] == null) throw new UnexpectedClassException("no method " + hook.method);
      if (!weavers[i].woven() && hook.isForAny()) return false;
      if (!weavers[i].woven()) throw new UnexpectedClassException("unknown code in " + hook.method);
    }
    return true;
  }
}
