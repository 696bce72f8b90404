package io.github.ecsmetrics.agent.mdc;

import java.io.File;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import net.bytebuddy.agent.ByteBuddyAgent;

/** Runs code with logging frameworks of its own in a loader that does not know the agent's. */
final class Guest {
  static {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("task_family", "web");
    values.put("task_revision", "42");
    MdcInstrumentation.install(ByteBuddyAgent.install(), values);
  }

  private Guest() {}

  @SuppressWarnings("unchecked")
  static <T> T call(Class<? extends Callable<T>> code) throws Exception {
    try (URLClassLoader loader = isolatedLoader()) {
      Constructor<?> own = loader.loadClass(code.getName()).getDeclaredConstructor();
      own.setAccessible(true);
      return ((Callable<T>) own.newInstance()).call();
    }
  }

  static URLClassLoader isolatedLoader() throws MalformedURLException {
    String[] paths = System.getProperty("java.class.path").split(File.pathSeparator);
    URL[] urls = new URL[paths.length];
    for (int i = 0; i < paths.length; i++) urls[i] = new File(paths[i]).toURI().toURL();
    return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
  }
}
