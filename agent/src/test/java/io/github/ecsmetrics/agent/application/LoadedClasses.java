package io.github.ecsmetrics.agent.application;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import net.bytebuddy.agent.ByteBuddyAgent;

/** The JVM's instrumentation, which lists the classes of some class loaders only. */
final class LoadedClasses {
  private final Set<ClassLoader> loaders = Collections.newSetFromMap(new WeakHashMap<>());
  int listed;

  LoadedClasses of(ClassLoader... more) {
    loaders.addAll(Arrays.asList(more));
    return this;
  }

  Instrumentation instrumentation() {
    Instrumentation all = ByteBuddyAgent.install();
    return (Instrumentation)
        Proxy.newProxyInstance(
            LoadedClasses.class.getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) ->
                method.getName().equals("getAllLoadedClasses")
                    ? list(all)
                    : method.invoke(all, arguments));
  }

  private Class<?>[] list(Instrumentation all) {
    listed++;
    return Arrays.stream(all.getAllLoadedClasses())
        .filter(each -> loaders.contains(each.getClassLoader()))
        .toArray(Class<?>[]::new);
  }
}
