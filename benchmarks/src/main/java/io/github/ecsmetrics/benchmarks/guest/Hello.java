package io.github.ecsmetrics.benchmarks.guest;

/** The least that a program can do. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("Hello world");
  }
}
