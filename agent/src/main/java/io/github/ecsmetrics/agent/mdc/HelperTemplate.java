package io.github.ecsmetrics.agent.mdc;

import io.github.ecsmetrics.agent.classes.AgentJar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * The class file of a helper, before its name and its values are known. Both stand in the constant
 * pool, and so do the names of other helpers that it uses.
 */
final class HelperTemplate {
  private static final String PACKAGE = "io/github/ecsmetrics/agent/mdc/template/";
  private static final String PLACEHOLDER = "@values@";
  private static final int CONSTANT_UTF8 = 1;
  private static final int CONSTANT_LONG = 5;
  private static final int CONSTANT_DOUBLE = 6;

  private final byte[] classFile;

  private HelperTemplate(byte[] classFile) {
    this.classFile = classFile;
  }

  /**
   * @param simpleName of a class in the package {@code template}
   */
  static HelperTemplate read(String simpleName) throws IOException {
    return new HelperTemplate(AgentJar.read(PACKAGE + simpleName + ".class"));
  }

  /**
   * Returns the helper's class file.
   *
   * @param prefix replaces the templates' package in internal names, for example {@code
   *     org/slf4j/EcsMetricsAgent}
   */
  byte[] fill(String prefix, Map<String, String> values) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 256);
    DataOutputStream out = new DataOutputStream(bytes);
    copy(in, out, 8);
    int size = in.readUnsignedShort();
    out.writeShort(size);
    for (int i = 1; i < size; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == CONSTANT_UTF8) {
        out.writeUTF(fill(in.readUTF(), prefix, values));
      } else {
        copy(in, out, bodySize(tag));
      }
      if (tag == CONSTANT_LONG || tag == CONSTANT_DOUBLE) i++;
    }
    copy(in, out, in.available());
    return bytes.toByteArray();
  }

  private static String fill(String constant, String prefix, Map<String, String> values) {
    if (constant.contains(PACKAGE)) return constant.replace(PACKAGE, prefix);
    if (!constant.equals(PLACEHOLDER)) return constant;
    StringBuilder joined = new StringBuilder();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      joined.append(entry.getKey()).append('\0').append(entry.getValue()).append('\0');
    }
    return joined.toString();
  }

  /** Number of bytes after the tag (JVM specification, 4.4). */
  private static int bodySize(int tag) {
    switch (tag) {
      case CONSTANT_LONG:
      case CONSTANT_DOUBLE:
        return 8;
      case 7: // Class
      case 8: // String
      case 16: // MethodType
        return 2;
      case 15: // MethodHandle
        return 3;
      default:
        return 4;
    }
  }

  private static void copy(DataInputStream in, DataOutputStream out, int length)
      throws IOException {
    byte[] buffer = new byte[length];
    in.readFully(buffer);
    out.write(buffer);
  }
}
