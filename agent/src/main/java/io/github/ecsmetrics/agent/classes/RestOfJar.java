package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;

/**
 * Defines all of the agent's classes that have not been loaded yet into its class loader, which
 * from then on has no need of the jar.
 *
 * <p>It and what it calls are loaded from memory by {@link KeptJar}.
 */
public final class RestOfJar implements Consumer<Instrumentation> {
  private final ClassLoader loader = AgentJar.class.getClassLoader();
  private final Set<String> missing = new HashSet<>();
  private ClassDefiner definer;

  /** Called by reflection. */
  public RestOfJar() {}

  @Override
  public void accept(Instrumentation instrumentation) {
    definer = new ClassDefiner(instrumentation);
    for (String name : AgentJar.classNames()) {
      // The attach command's, which runs in a JVM of its own.
      if (!name.contains(".bytebuddy.")) missing.add(name);
    }
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == loader) missing.remove(loaded.getName());
    }
    for (String name : missing.toArray(new String[0])) define(name);
  }

  /** What it extends comes first: the class loader would look for that in the file. */
  private void define(String name) {
    if (!missing.remove(name)) return;
    try {
      byte[] classFile = AgentJar.read(name.replace('.', '/') + ".class");
      ClassReader reader = new ClassReader(classFile);
      if (!defineParent(reader.getSuperName())) return;
      for (String parent : reader.getInterfaces()) {
        if (!defineParent(parent)) return;
      }
      definer.define(loader, name, classFile, AgentJar.class.getProtectionDomain());
    } catch (LinkageError loadedMeanwhile) {
      // Or it extends what this JVM does not have, and would never have been used.
    } catch (Exception unusable) {
      throw new IllegalStateException(name, unusable);
    }
  }

  /** False for a class of a logging framework: a helper belongs into the framework's loader. */
  private boolean defineParent(String internalName) {
    define(internalName.replace('/', '.'));
    return internalName.startsWith("java")
        || internalName.startsWith("com/sun/")
        || internalName.startsWith("io/github/ecsmetrics/");
  }
}
