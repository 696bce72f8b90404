package io.github.ecsmetrics.it.guest.logging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Through {@code java.util.logging} and Helidon's MDC for it, whose classes are too new to compile
 * against; arguments are names of loggers.
 */
public final class HelidonStory extends ContextStory {
  private final Class<?> mdc = Class.forName("io.helidon.logging.common.HelidonMdc");

  private HelidonStory(String... loggers) throws ClassNotFoundException {
    super(loggers);
  }

  public static void main(String[] loggers) throws Exception {
    new HelidonStory(loggers).tell();
  }

  @Override
  void log(String logger, String message) {
    Logger.getLogger(logger).info(message);
  }

  @Override
  void put(String key, String value) {
    call("set", key, value);
  }

  @Override
  void remove(String key) {
    call("remove", key);
  }

  @Override
  Object get(String key) {
    return ((Optional<?>) call("get", key)).orElse(null);
  }

  /** It gives none. */
  @Override
  Map<?, ?> copy() {
    return Collections.emptyMap();
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
