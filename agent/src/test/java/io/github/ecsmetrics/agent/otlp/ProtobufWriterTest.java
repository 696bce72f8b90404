package io.github.ecsmetrics.agent.otlp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every field has the bytes that protobuf's own writer writes. */
class ProtobufWriterTest {
  private final ProtobufWriter out = new ProtobufWriter();
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final CodedOutputStream protobuf = CodedOutputStream.newInstance(expected);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 127, 128, 16383, 16384, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void integersAreWritten(long value) throws Exception {
    out.varint(1, value);
    out.fixed64(16, value);
    out.signed(2047, (int) value);
    protobuf.writeUInt64(1, value);
    protobuf.writeFixed64(16, value);
    protobuf.writeSInt32(2047, (int) value);
    assertWritten();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1.5, Double.MIN_VALUE, Double.NEGATIVE_INFINITY, Double.NaN})
  void doublesAreWritten(double value) throws Exception {
    out.number(4, value);
    protobuf.writeDouble(4, value);
    assertWritten();
  }

  /** The length before a message takes one byte up to 127, two up to 16,383, and so on. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 125, 126, 127, 128, 129, 16380, 16381, 16382, 16383, 16384, 2097152})
  void messagesInMessagesAreWritten(int length) throws Exception {
    String text = "x".repeat(length);
    int outer = out.begin(1);
    out.string(7, text);
    int inner = out.begin(3);
    out.string(2, text);
    out.end(inner);
    out.end(outer);
    out.string(2, text);
    protobuf.writeBytes(1, bytes(7, text).concat(field(3, bytes(2, text))));
    protobuf.writeString(2, text);
    assertWritten();
  }

  private static ByteString bytes(int field, String text) throws IOException {
    return field(field, ByteString.copyFromUtf8(text));
  }

  private static ByteString field(int field, ByteString content) throws IOException {
    ByteString.Output message = ByteString.newOutput();
    CodedOutputStream coded = CodedOutputStream.newInstance(message);
    coded.writeBytes(field, content);
    coded.flush();
    return message.toByteString();
  }

  private void assertWritten() throws IOException {
    protobuf.flush();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    out.writeTo(written);
    assertArrayEquals(expected.toByteArray(), written.toByteArray());
    assertEquals(expected.size(), out.size());
  }
}
