package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.classes.ClassDefiner;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Map;

/**
 * Defines helpers into the loaders of the frameworks, which makes them visible there whatever those
 * loaders delegate: Spring Boot, Tomcat, JBoss Modules, OSGi, the boot class path.
 */
final class HelperClasses {
  private final Map<String, String> values;
  private final ClassDefiner definer;

  HelperClasses(Instrumentation instrumentation, Map<String, String> values) {
    this.values = values;
    this.definer = new ClassDefiner(instrumentation);
  }

  /**
   * Defines a helper unless the loader has it already.
   *
   * @param helper simple name of a class in this package
   * @param prefix what precedes it in its internal name in the framework
   */
  void define(String helper, String prefix, ClassLoader loader, ProtectionDomain domain)
      throws Exception {
    byte[] classFile = HelperTemplate.read(helper).filledIn(prefix, values);
    String name = (prefix + helper).replace('/', '.');
    try {
      definer.define(loader, name, classFile, domain);
    } catch (LinkageError defined) {
      // Several classes of a framework share a helper, and retransforming comes here again.
      Class.forName(name, false, loader);
    }
  }
}
