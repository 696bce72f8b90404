package io.github.ecsmetrics.agent.otlp;

import java.io.IOException;

/**
 * What a receiver says about a request, in protobuf: {@code ExportMetricsServiceResponse} with
 * status 200, {@code google.rpc.Status} with every other.
 */
public final class ExportResponse {
  private final long rejectedPoints;
  private final String message;

  private ExportResponse(long rejectedPoints, String message) {
    this.rejectedPoints = rejectedPoints;
    this.message = message;
  }

  /**
   * Reads the body of a response with status 200.
   *
   * <pre>{@code
   * partial_success { rejected_data_points: 2 error_message: "too old" }
   * }</pre>
   *
   * @throws IOException if it is no such message
   */
  public static ExportResponse ofSuccess(byte[] body) throws IOException {
    long rejected = 0;
    String message = "";
    ProtobufReader response = new ProtobufReader(body);
    while (response.next()) {
      if (response.field() != 1) continue;
      ProtobufReader partialSuccess = response.message();
      while (partialSuccess.next()) {
        if (partialSuccess.field() == 1) rejected = partialSuccess.number();
        if (partialSuccess.field() == 2) message = partialSuccess.string();
      }
    }
    return new ExportResponse(rejected, message);
  }

  /**
   * Reads the body of a response with another status.
   *
   * <pre>{@code
   * code: 3 message: "Maximum number of datapoints per request exceeded: 1000."
   * }</pre>
   *
   * @throws IOException if it is no such message, e.g. a proxy's page
   */
  public static ExportResponse ofFailure(byte[] body) throws IOException {
    String message = "";
    ProtobufReader status = new ProtobufReader(body);
    while (status.next()) {
      if (status.field() == 2) message = status.string();
    }
    return new ExportResponse(0, message);
  }

  /** Data points that the receiver refused; they must not be sent again. */
  public long rejectedPoints() {
    return rejectedPoints;
  }

  /** The receiver's text, a warning if it rejected nothing; empty if there is none. */
  public String message() {
    return message;
  }
}
