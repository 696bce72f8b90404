package io.github.ecsmetrics.agent.mdc;

import java.util.Map;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Leads each hooked method of a class through its {@link MethodWeaver} and counts what was woven.
 */
final class TargetVisitor extends ClassVisitor {
  private final Target target;
  private final Map<String, String> values;
  private final MethodWeaver[] weavers;
  private boolean framesNeeded;
  private boolean marked;
  private String copyDescriptor;

  TargetVisitor(ClassVisitor next, Target target, Map<String, String> values) {
    super(Opcodes.ASM9, next);
    this.target = target;
    this.values = values;
    this.weavers = new MethodWeaver[target.hooks.length];
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    super.visit(version, access, name, signature, parent, interfaces);
    framesNeeded = (version & 0xFFFF) >= Opcodes.V1_6;
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
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      WovenCode code = new WovenCode(next, target.className, isStatic, framesNeeded, values);
      return weavers[i] = weaver(hook, code);
    }
    return next;
  }

  private MethodWeaver weaver(Hook hook, WovenCode code) {
    switch (hook.kind) {
      case FALL_BACK:
        return new FallBack(code, hook.descriptor, true);
      case FALL_BACK_APART:
        return new FallBack(code, hook.descriptor, false);
      case COMPLETE_RETURNED:
        return new CompleteReturned(code);
      case COMPLETE_SERIALISED:
        return new CompleteSerialised(code, copyDescriptor);
      case STORE_THROUGH_HELPER:
        return new StoreThroughHelper(code, target.helperName());
      default:
        return new ReturnThroughHelper(code, hook.descriptor, target.helperName());
    }
  }

  /** False if the class is not the framework's. */
  boolean complete() throws UnexpectedClassException {
    if (target.mark != null && !marked) return false;
    for (int i = 0; i < weavers.length; i++) {
      Hook hook = target.hooks[i];
      if (weavers[i] == null && !hook.required) continue;
      if (weavers[i] == null) throw new UnexpectedClassException("no method " + hook.method);
      if (!weavers[i].woven()) throw new UnexpectedClassException("unknown code in " + hook.method);
    }
    return true;
  }
}
