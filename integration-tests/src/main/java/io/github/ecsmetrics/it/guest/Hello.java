package io.github.ecsmetrics.it.guest;

/** Says one line and ends, with its first argument as exit code. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
    if (arguments.length > 0) System.exit(Integer.parseInt(arguments[0]));
  }
}
