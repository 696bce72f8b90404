package io.github.ecsmetrics.it.guest.logging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Through {@code java.util.logging} and Helidon's MDC for it, whose classes are too new to compile
 * against; arguments are names of loggers.
 */
public final class HelidonStory {
  private final Class<?> mdc = Class.forName("io.helidon.logging.common.HelidonMdc");

  private HelidonStory() throws ClassNotFoundException {}

  public static void main(String[] loggers) throws Exception {
    HelidonStory helidon = new HelidonStory();
    new ContextStory(
            (logger, message) -> Logger.getLogger(logger).info(message),
            (key, value) -> helidon.call("set", key, value),
            key -> helidon.call("remove", key),
            key -> ((Optional<?>) helidon.call("get", key)).orElse(null),
            // It gives none.
            Collections::emptyMap)
        .logAll(loggers);
  }

  private Object call(String method, Object... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      Method found = mdc.getMethod(method, types);
      return found.invoke(null, arguments);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
