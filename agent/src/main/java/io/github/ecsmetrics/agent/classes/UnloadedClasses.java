package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.ClassReader;

/**
 * Defines all classes of the agent that are not loaded yet in its class loader, which needs the jar
 * no more.
 *
 * <p>{@link JarInMemory} loads this class, and the classes that it uses, from memory.
 */
public final class UnloadedClasses implements Consumer<Instrumentation> {
  private final ClassLoader loader = AgentJar.class.getClassLoader();
  private final Set<String> missing = new HashSet<>();
  private ClassDefiner definer;

  /** Called by reflection. */
  public UnloadedClasses() {}

  @Override
  public void accept(Instrumentation instrumentation) {
    definer = new ClassDefiner(instrumentation);
    for (String name : AgentJar.classNames()) {
      // Only the command attach uses them, in a JVM of its own.
      if (!name.contains(".bytebuddy.")) missing.add(name);
    }
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == loader) missing.remove(loaded.getName());
    }
    for (String name : missing.toArray(new String[0])) define(name);
  }

  /** Defines supertypes first: the class loader would look for them in the file. */
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
      // Or a supertype is missing in this JVM, which never uses the class.
    } catch (Exception unusable) {
      throw new IllegalStateException(name, unusable);
    }
  }

  /** Returns false for a class of a logging framework, as the templates of helpers extend. */
  private boolean defineParent(String internalName) {
    define(internalName.replace('/', '.'));
    return internalName.startsWith("java")
        || internalName.startsWith("com/sun/")
        || internalName.startsWith("io/github/ecsmetrics/");
  }
}
