package io.github.ecsmetrics.agent.classes;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Makes methods of {@code java.lang} accessible on Java 9 and later. Modules are reached by
 * reflection, because the agent is compiled for Java 8.
 *
 * <p>The package {@code java.lang} is opened to one class in a class loader of its own. The agent
 * shares a module with the whole class path of the application, which must not see it opened.
 */
final class JavaLangAccess {
  static final boolean HAS_MODULES = hasModules();

  private JavaLangAccess() {}

  static void makeAccessible(Instrumentation instrumentation, AccessibleObject... members)
      throws Exception {
    OpenerLoader loader = new OpenerLoader();
    Object opener = loader.define().getConstructor().newInstance();
    Object unnamed = ClassLoader.class.getMethod("getUnnamedModule").invoke(loader);
    Object base = Class.class.getMethod("getModule").invoke(Object.class);
    Method redefineModule =
        Instrumentation.class.getMethod(
            "redefineModule",
            Class.forName("java.lang.Module"),
            Set.class,
            Map.class,
            Map.class,
            Set.class,
            Map.class);
    redefineModule.invoke(
        instrumentation,
        base,
        Collections.emptySet(),
        Collections.emptyMap(),
        Collections.singletonMap("java.lang", Collections.singleton(unnamed)),
        Collections.emptySet(),
        Collections.emptyMap());
    @SuppressWarnings("unchecked")
    Consumer<AccessibleObject> setAccessible = (Consumer<AccessibleObject>) opener;
    for (AccessibleObject member : members) setAccessible.accept(member);
  }

  private static boolean hasModules() {
    try {
      Class.forName("java.lang.Module");
      return true;
    } catch (ClassNotFoundException java8) {
      return false;
    }
  }

  /** Holds {@link Opener} in an unnamed module without any other class. */
  private static final class OpenerLoader extends ClassLoader {
    OpenerLoader() {
      super(null);
    }

    Class<?> define() throws Exception {
      String name = Opener.class.getName();
      byte[] classFile = AgentJar.read(name.replace('.', '/') + ".class");
      return defineClass(
          name, classFile, 0, classFile.length, JavaLangAccess.class.getProtectionDomain());
    }
  }

  /** Calls {@code setAccessible} from the module that {@code java.lang} is opened to. */
  public static final class Opener implements Consumer<AccessibleObject> {
    /** Called by reflection. */
    public Opener() {}

    @Override
    public void accept(AccessibleObject member) {
      member.setAccessible(true);
    }
  }
}
