package io.github.ecsmetrics.agent.application;

import io.github.ecsmetrics.agent.families.TextFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The text of one source, up to 4 MiB. */
final class BoundedOutput extends OutputStream {
  static final int MAX_BYTES = 4 * 1024 * 1024;

  private byte[] bytes = new byte[16 * 1024];
  private int length;

  /** Why nothing more is accepted; null if it is. */
  private String refusal;

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] source, int offset, int count) throws IOException {
    if (count > MAX_BYTES - length) refuse("its text is larger than 4 MiB");
    if (refusal != null) throw new IOException(refusal);
    if (count > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, Math.max(2 * bytes.length, length + count)));
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  /** Accepts nothing more, and forgets the text: its writer may hang for ever. */
  synchronized void refuse(String reason) {
    if (refusal == null) refusal = reason;
    bytes = new byte[0];
  }

  /**
   * The text so far, whatever became of the writer.
   *
   * @throws IOException if some of it was refused, even if the application has ignored that
   */
  synchronized SourceText text(TextFormat format) throws IOException {
    if (refusal != null) throw new IOException(refusal);
    return new SourceText(bytes, length, format);
  }
}
