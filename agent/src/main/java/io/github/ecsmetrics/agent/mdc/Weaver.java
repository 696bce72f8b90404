package io.github.ecsmetrics.agent.mdc;

import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Weaves one class file; with its visitors the only code that uses ASM. */
final class Weaver {
  private final HelperClasses helpers;

  Weaver(HelperClasses helpers) {
    this.helpers = helpers;
  }

  /**
   * The woven class file, or null for a bridge's class that only has the name in common.
   *
   * @throws UnexpectedClassException if the class is not what it was in the versions we know
   */
  byte[] weave(Target target, ClassLoader loader, ProtectionDomain domain, byte[] classFile)
      throws Exception {
    ClassReader reader = new ClassReader(classFile);
    // Neither COMPUTE_FRAMES nor COMPUTE_MAXS: both would follow code that is not ours.
    ClassWriter writer = new ClassWriter(reader, 0);
    TargetVisitor visitor = new TargetVisitor(writer, target);
    reader.accept(visitor, ClassReader.EXPAND_FRAMES);
    if (!visitor.complete()) return null;
    for (String helper : target.helpers) {
      helpers.define(helper, target.helperPrefix(), loader, domain);
    }
    return writer.toByteArray();
  }
}
