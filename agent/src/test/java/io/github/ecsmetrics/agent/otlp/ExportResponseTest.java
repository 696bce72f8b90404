package io.github.ecsmetrics.agent.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses as OpenTelemetry's own classes write them. */
class ExportResponseTest {
  private static final UnknownFieldSet NEWER =
      UnknownFieldSet.newBuilder()
          .addField(2, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("x")).build())
          .addField(9, Field.newBuilder().addFixed32(1).addFixed64(2).addVarint(-1).build())
          .build();

  @Test
  void emptyResponseIsFullSuccess() throws Exception {
    ExportResponse response = ExportResponse.ofSuccess(new byte[0]);
    assertEquals(0, response.rejectedPoints());
    assertEquals("", response.message());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 300, Long.MAX_VALUE})
  void partialSuccessHasACountAndAText(long rejected) throws Exception {
    ExportMetricsServiceResponse sent =
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage("too old: ärger"))
            .setUnknownFields(NEWER)
            .build();
    ExportResponse response = ExportResponse.ofSuccess(sent.toByteArray());
    assertEquals(rejected, response.rejectedPoints());
    assertEquals("too old: ärger", response.message());
  }

  /** {@code google.rpc.Status}: code 1, message 2, details 3. The text is CloudWatch's. */
  @Test
  void failureHasAText() throws Exception {
    String text = "Maximum number of datapoints per request exceeded: 1000.";
    UnknownFieldSet status =
        UnknownFieldSet.newBuilder()
            .addField(1, Field.newBuilder().addVarint(3).build())
            .addField(2, Field.newBuilder().addLengthDelimited(utf8(text)).build())
            .addField(3, Field.newBuilder().addLengthDelimited(utf8("details")).build())
            .build();
    assertEquals(text, ExportResponse.ofFailure(status.toByteArray()).message());
  }

  private static ByteString utf8(String text) {
    return ByteString.copyFromUtf8(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>no</html>", "{\"message\": \"no\"}", "\u0012\u0005abc", "\u0012"})
  void whatIsNoMessageIsRefused(String body) {
    assertThrows(IOException.class, () -> ExportResponse.ofFailure(body.getBytes(UTF_8)));
  }

  static Stream<byte[]> bodies() {
    return Stream.of(
        ExportMetricsServiceResponse.newBuilder()
            .setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(-1)
                    .setErrorMessage("no"))
            .setUnknownFields(NEWER)
            .build()
            .toByteArray(),
        new byte[] {8, 1},
        new byte[] {10, 2, 8, 1, 18, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1});
  }

  /** What protobuf takes is read alike; what it refuses gives an IOException or a value. */
  @MethodSource("bodies")
  @FuzzTest
  void anyBodyIsReadAsProtobufReadsIt(byte[] body) {
    ExportMetricsServiceResponse expected;
    try {
      expected = ExportMetricsServiceResponse.parseFrom(body);
    } catch (IOException refused) {
      assertReadOrRefused(body);
      return;
    }
    if (hasGroup(body)) return;
    try {
      ExportResponse response = ExportResponse.ofSuccess(body);
      ExportMetricsPartialSuccess partial = expected.getPartialSuccess();
      assertEquals(partial.getRejectedDataPoints(), response.rejectedPoints());
      assertEquals(partial.getErrorMessage(), response.message());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasGroup(byte[] body) {
    try {
      ExportResponse.ofSuccess(body);
      return false;
    } catch (IOException group) {
      return "not a protobuf message".equals(group.getMessage());
    }
  }

  private static void assertReadOrRefused(byte[] body) {
    try {
      ExportResponse.ofSuccess(body);
      ExportResponse.ofFailure(body);
    } catch (IOException refused) {
      // As it should be.
    }
  }
}
