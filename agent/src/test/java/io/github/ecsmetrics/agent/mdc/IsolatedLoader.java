package io.github.ecsmetrics.agent.mdc;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs each test in a class loader of its own, whose logging frameworks are woven when they load.
 * It does not delegate to the loader of the agent.
 */
final class IsolatedLoader implements InvocationInterceptor {
  static {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("task_family", "web");
    values.put("task_revision", "42");
    MdcTransformer.install(ByteBuddyAgent.install(), values);
  }

  static URLClassLoader create() throws MalformedURLException {
    String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) urls[i] = new File(paths[i]).toURI().toURL();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension)
      throws Throwable {
    invocation.skip();
    Method test = context.getExecutable();
    try (URLClassLoader loader = create()) {
      Constructor<?> constructor =
          loader.loadClass(context.getTargetClass().getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      Method isolated =
          loader.loadClass(test.getDeclaringClass().getName()).getDeclaredMethod(test.getName());
      isolated.setAccessible(true);
      isolated.invoke(constructor.newInstance());
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause();
    }
  }
}
