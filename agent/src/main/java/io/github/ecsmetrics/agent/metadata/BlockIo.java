package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.FieldValues;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonField;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.util.Arrays;

/** A container's block I/O by device and operation: bytes, or numbers of operations. */
public final class BlockIo {
  public static final int READ = 0;
  public static final int WRITE = 1;
  static final int DISCARD = 2;

  private static final String[] OPERATIONS = {"read", "write", "discard"};
  private static final int NO_DEVICE = -1;

  /** Far more than the devices of a host; more entries would take minutes to compare. */
  private static final int MAX_ENTRIES = 1024;

  private int size;
  private int[] majors = new int[0];
  private int[] minors = new int[0];
  private byte[] operations = new byte[0];
  private double[] values = new double[0];

  /**
   * Reads {@code io_service_bytes_recursive} or {@code io_serviced_recursive}.
   *
   * <pre>[{"major": 202, "minor": 26368, "op": "Read", "value": 638976}, ...]</pre>
   */
  static final class Decoder implements JsonDecoder<BlockIo> {
    private static final FieldMapping<BlockIo> FIELDS = new FieldMapping<>();
    private static final JsonField<BlockIo, Double> MAJOR = FIELDS.number("major");
    private static final JsonField<BlockIo, Double> MINOR = FIELDS.number("minor");
    private static final JsonField<BlockIo, String> OPERATION = FIELDS.text("op");
    private static final JsonField<BlockIo, Double> VALUE = FIELDS.number("value");

    @Override
    public BlockIo decode(JsonReader json) throws IOException {
      if (json.token() != Token.ARRAY) {
        json.skip();
        return null;
      }
      BlockIo blockIo = new BlockIo();
      FieldValues<BlockIo> entry = FIELDS.noValues();
      while (json.next() != Token.END_ARRAY) {
        if (json.token() == Token.OBJECT) {
          FIELDS.read(json, entry);
          blockIo.add(entry);
        } else {
          json.skip();
        }
      }
      return blockIo;
    }
  }

  private void add(FieldValues<BlockIo> entry) {
    int operation = operation(entry.get(Decoder.OPERATION));
    double value = entry.number(Decoder.VALUE);
    double major = entry.number(Decoder.MAJOR);
    double minor = entry.number(Decoder.MINOR);
    if (operation < 0 || Double.isNaN(value)) return;
    // Linux has 12 bits for the major and 20 for the minor number.
    boolean known = major < Integer.MAX_VALUE && minor < Integer.MAX_VALUE;
    if (known) add((int) major, (int) minor, operation, value);
    else add(operation, value);
  }

  /**
   * The operation's number, or -1 for those that repeat others, as cgroup v1's {@code Sync}, {@code
   * Async} and {@code Total} do.
   */
  static int operation(String name) {
    for (int i = 0; i < OPERATIONS.length; i++) {
      if (OPERATIONS[i].equalsIgnoreCase(name)) return i;
    }
    return -1;
  }

  /** Adds a value without a device. */
  void add(int operation, double value) {
    add(NO_DEVICE, NO_DEVICE, operation, value);
  }

  /** Adds one entry; a second of the same device and operation adds to the first. */
  void add(int major, int minor, int operation, double value) {
    for (int i = 0; i < size; i++) {
      if (majors[i] == major && minors[i] == minor && operations[i] == operation) {
        values[i] += value;
        return;
      }
    }
    if (size == MAX_ENTRIES) return;
    if (size == values.length) grow(size == 0 ? 8 : 2 * size);
    majors[size] = major;
    minors[size] = minor;
    operations[size] = (byte) operation;
    values[size++] = value;
  }

  private void grow(int capacity) {
    majors = Arrays.copyOf(majors, capacity);
    minors = Arrays.copyOf(minors, capacity);
    operations = Arrays.copyOf(operations, capacity);
    values = Arrays.copyOf(values, capacity);
  }

  /** The sum of the operation over all devices, or NaN if there is none. */
  double sum(int operation) {
    double sum = Double.NaN;
    for (int i = 0; i < size; i++) {
      if (operations[i] == operation) sum = NanSum.of(sum, values[i]);
    }
    return sum;
  }

  public boolean is(int operation, int i) {
    return operations[i] == operation;
  }

  /** Equal for equal devices only. */
  public Long key(int i) {
    return (long) majors[i] << 32 | minors[i] & 0xffffffffL;
  }

  public int size() {
    return size;
  }

  /** {@code major:minor}, or null if unknown. */
  public String device(int i) {
    return majors[i] == NO_DEVICE ? null : majors[i] + ":" + minors[i];
  }

  /** {@code read}, {@code write} or {@code discard}. */
  public String operation(int i) {
    return OPERATIONS[operations[i]];
  }

  public double value(int i) {
    return values[i];
  }
}
