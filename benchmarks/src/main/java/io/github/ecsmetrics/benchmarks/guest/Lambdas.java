package io.github.ecsmetrics.benchmarks.guest;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/** Links as many lambdas as a small application has, and then does nothing. */
public final class Lambdas {
  private static final int COUNT = 120;

  private Lambdas() {}

  public static void main(String[] arguments) throws Exception {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType type = MethodType.methodType(Object.class, Object.class);
    MethodType made = MethodType.methodType(Function.class);
    MethodHandle body = lookup.findStatic(Lambdas.class, "same", type);
    for (int i = 0; i < COUNT; i++) {
      LambdaMetafactory.metafactory(lookup, "apply", made, type, body, type);
    }
    Idle.main(arguments);
  }

  static Object same(Object value) {
    return value;
  }
}
