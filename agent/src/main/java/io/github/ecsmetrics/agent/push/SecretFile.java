package io.github.ecsmetrics.agent.push;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file with a secret. It is read anew each time, because the secret may be exchanged. */
final class SecretFile {
  private static final int MAX_BYTES = 64 * 1024;

  private SecretFile() {}

  /**
   * The whole text.
   *
   * @param setting the setting or variable that names the file, for messages
   * @throws IOException if it cannot be read; the message is for a person
   */
  static String read(String setting, String path) throws IOException {
    File file = new File(path);
    byte[] text = new byte[MAX_BYTES + 1];
    // Opening a pipe would wait for somebody to write to it.
    int length = file.isFile() ? read(setting, file, text) : -1;
    if (length >= 0 && length <= MAX_BYTES) {
      return new String(text, 0, length, StandardCharsets.UTF_8);
    }
    throw new IOException(setting + " is not a file of up to 64 KiB: " + file);
  }

  /** Fills the array as far as the file reaches, and returns how far. */
  private static int read(String setting, File file, byte[] text) throws IOException {
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      for (int count = 0; count >= 0 && length < text.length; ) {
        length += count;
        count = in.read(text, length, text.length - length);
      }
      return length;
    } catch (IOException unreadable) {
      throw new IOException(setting + " cannot be read (" + unreadable + ")", unreadable);
    }
  }
}
