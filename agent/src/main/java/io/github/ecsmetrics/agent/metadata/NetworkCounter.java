package io.github.ecsmetrics.agent.metadata;

/** What an interface's object in {@code networks} counts. */
public enum NetworkCounter implements Field {
  RECEIVED_BYTES("rx_bytes"),
  RECEIVED_PACKETS("rx_packets"),
  RECEIVE_ERRORS("rx_errors"),
  RECEIVE_DROPPED("rx_dropped"),
  TRANSMITTED_BYTES("tx_bytes"),
  TRANSMITTED_PACKETS("tx_packets"),
  TRANSMIT_ERRORS("tx_errors"),
  TRANSMIT_DROPPED("tx_dropped");

  static final int COUNT = values().length;

  private final String path;

  NetworkCounter(String path) {
    this.path = path;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }
}
