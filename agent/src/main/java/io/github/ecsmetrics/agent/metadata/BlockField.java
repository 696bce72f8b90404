package io.github.ecsmetrics.agent.metadata;

/**
 * The members of an entry of {@code io_service_bytes_recursive} or {@code io_serviced_recursive}.
 *
 * <pre>{"major": 202, "minor": 26368, "op": "Read", "value": 638976}</pre>
 */
enum BlockField implements Field {
  MAJOR("major", Kind.NUMBER),
  MINOR("minor", Kind.NUMBER),
  OP("op", Kind.TEXT),
  VALUE("value", Kind.NUMBER);

  private final String path;
  private final Kind kind;

  BlockField(String path, Kind kind) {
    this.path = path;
    this.kind = kind;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Kind kind() {
    return kind;
  }
}
