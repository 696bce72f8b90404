package io.github.ecsmetrics.agent.metadata;

/** The counters of an interface's object in {@code networks}. */
public enum NetworkCounter {
  RECEIVED_BYTES("rx_bytes"),
  RECEIVED_PACKETS("rx_packets"),
  RECEIVE_ERRORS("rx_errors"),
  RECEIVE_DROPPED("rx_dropped"),
  TRANSMITTED_BYTES("tx_bytes"),
  TRANSMITTED_PACKETS("tx_packets"),
  TRANSMIT_ERRORS("tx_errors"),
  TRANSMIT_DROPPED("tx_dropped");

  public static final int COUNT = values().length;

  /** The name of the member. */
  final String member;

  NetworkCounter(String member) {
    this.member = member;
  }
}
