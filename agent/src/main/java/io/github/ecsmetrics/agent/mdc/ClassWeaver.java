package io.github.ecsmetrics.agent.mdc;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves one class: passes each hooked method through its {@link MethodWeaver} and checks that
 * every hook was found. Only this class and the method weavers use ASM.
 */
final class ClassWeaver extends ClassVisitor {
  private final Target target;

  /** One for each hook of the target, null until its method is visited. */
  private final MethodWeaver[] weavers;

  private boolean hasMarkerField;

  /** Of the field {@link Hook#COPY_FIELD}, null if the class has none. */
  private String copyDescriptor;

  private ClassWeaver(ClassVisitor next, Target target) {
    super(Opcodes.ASM9, next);
    this.target = target;
    this.weavers = new MethodWeaver[target.hooks.length];
  }

  /**
   * Returns the woven class file, or null if there is nothing to weave: a bridge's class of the
   * same name, or a reader that does not read the context.
   *
   * @throws UnexpectedClassException if the class differs from all known versions
   */
  static byte[] weave(Target target, byte[] classFile) throws UnexpectedClassException {
    ClassReader reader = new ClassReader(classFile);
    // Neither COMPUTE_FRAMES nor COMPUTE_MAXS: both analyse code that is not ours.
    ClassWriter writer = new ClassWriter(reader, 0);
    ClassWeaver weaver = new ClassWeaver(writer, target);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return weaver.isWoven() ? writer.toByteArray() : null;
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if (name.equals(target.markerField)) hasMarkerField = true;
    if (name.equals(Hook.COPY_FIELD)) copyDescriptor = descriptor;
    return super.visitField(access, name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (int i = 0; i < weavers.length; i++) {
      Hook hook = target.hooks[i];
      if (!hook.matches(name, descriptor)) continue;
      int parameter = (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1;
      MethodWeaver weaver = weaver(hook, next, parameter);
      if (weavers[i] == null || !weavers[i].isWoven()) weavers[i] = weaver;
      return weaver;
    }
    return next;
  }

  /**
   * @param parameter local variable of the method's first parameter
   */
  private MethodWeaver weaver(Hook hook, MethodVisitor next, int parameter) {
    String helper = target.helperName();
    switch (hook.kind) {
      case LOOKUP:
        return new LookupWeaver(next, helper, hook.descriptor, parameter);
      case RETURNED_MAP:
        return new ReturnedMapWeaver(next, helper, hook.descriptor);
      case SERIALIZED_MAP:
        return new SerializedMapWeaver(next, helper, target.className, copyDescriptor);
      case STORED_MAP:
        return new StoredMapWeaver(next, helper, target.className);
      default:
        return new ThreadContextWeaver(next, helper);
    }
  }

  private boolean isWoven() throws UnexpectedClassException {
    if (target.markerField != null && !hasMarkerField) return false;
    for (int i = 0; i < weavers.length; i++) {
      Hook hook = target.hooks[i];
      if (weavers[i] == null && !hook.required) continue;
      if (weavers[i] == null) throw new UnexpectedClassException("no method " + hook.method);
      if (weavers[i].isWoven()) continue;
      if (hook.isForAnyMethod()) return false;
      throw new UnexpectedClassException("unknown code in " + hook.method);
    }
    return true;
  }
}
