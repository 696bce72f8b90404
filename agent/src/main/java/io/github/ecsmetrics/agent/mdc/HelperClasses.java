package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.classes.ClassDefiner;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;

/**
 * Defines helpers in the class loaders of the frameworks. There the woven code finds them, whatever
 * the loader delegates: Spring Boot, Tomcat, JBoss Modules, OSGi, the boot class path.
 */
final class HelperClasses {
  private final Map<String, String> values;
  private final ClassDefiner definer;

  HelperClasses(Instrumentation instrumentation, Map<String, String> values) {
    this.values = values;
    this.definer = new ClassDefiner(instrumentation);
  }

  /** Defines the helpers of a target, unless the loader has them already. */
  void define(Target target, ClassLoader loader, ProtectionDomain domain) throws Exception {
    for (String template : target.helpers) {
      String name = (target.helperPrefix() + template).replace('/', '.');
      byte[] classFile = HelperTemplate.read(template).fill(target.helperPrefix(), values);
      try {
        definer.define(loader, name, classFile, domain);
      } catch (LinkageError defined) {
        // Several classes of a framework share a helper, and a class may be transformed again.
        Class.forName(name, false, loader);
      }
    }
  }
}
