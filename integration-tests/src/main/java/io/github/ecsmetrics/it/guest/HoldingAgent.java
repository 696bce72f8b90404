package io.github.ecsmetrics.it.guest;

import java.io.File;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;

/** Another agent, which is slow at one class: it holds it until a file is there. */
public final class HoldingAgent implements ClassFileTransformer {
  private final String className;
  private final File released;

  private HoldingAgent(String className, File released) {
    this.className = className;
    this.released = released;
  }

  /**
   * @param argument internal name of the class, a comma, the file
   */
  public static void premain(String argument, Instrumentation instrumentation) {
    String[] parts = argument.split(",");
    instrumentation.addTransformer(new HoldingAgent(parts[0], new File(parts[1])));
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] file) {
    if (!className.equals(name)) return null;
    System.err.println("held");
    try {
      while (!released.exists()) Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    System.err.println("released");
    return null;
  }
}
