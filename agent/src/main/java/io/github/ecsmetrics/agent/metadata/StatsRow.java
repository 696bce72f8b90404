package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.metadata.JsonReader.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stats object while it is read; used again for the next one. */
final class StatsRow extends Row {
  private static final Shape SHAPE = Shape.of(StatsField.values());
  private static final Shape INTERFACE = Shape.of(NetworkCounter.values());
  private static final Shape BLOCK_ENTRY = Shape.of(BlockField.values());

  /** {@code 0001-01-01T00:00:00Z}, which Go writes for a time that was never set. */
  private static final double ZERO_TIME = -62135596800.0;

  /** More than any container has; an answer of nothing else would take minutes to compare. */
  private static final int MAX_INTERFACES = 256;

  private final Row networkInterface = new Row(NetworkCounter.COUNT);
  private final Row blockEntry = new Row(BlockField.values().length);
  private double[] cpus = new double[16];

  private final List<NetworkInterface> interfaces = new ArrayList<>();
  private BlockIo blockBytes;
  private BlockIo blockOperations;
  private int cpuCount;
  private boolean neverRead;

  StatsRow() {
    super(StatsField.values().length);
  }

  /** Reads the object at whose start the reader stands; null if there is none, or no reading. */
  ContainerStats read(JsonReader json) throws MetadataException {
    if (json.token() != Token.OBJECT) {
      json.skip();
      return null;
    }
    clear();
    SHAPE.read(json, this);
    return neverRead ? null : new ContainerStats(this);
  }

  double get(StatsField field) {
    return numbers[field.ordinal()];
  }

  /** The first of two that is known, or NaN. */
  double get(StatsField field, StatsField otherwise) {
    double value = get(field);
    return Double.isNaN(value) ? get(otherwise) : value;
  }

  String name() {
    return texts[StatsField.NAME.ordinal()];
  }

  NetworkInterface[] interfaces() {
    return interfaces.toArray(new NetworkInterface[0]);
  }

  BlockIo blockBytes() {
    return blockBytes;
  }

  BlockIo blockOperations() {
    return blockOperations;
  }

  /** CPU time of each CPU that exists; Docker may list more than there are, the rest 0. */
  double[] cpus() {
    double online = get(StatsField.CPU_ONLINE);
    int count = cpuCount;
    if (online < count) count = (int) online;
    while (Double.isNaN(online) && count > 0 && !(cpus[count - 1] > 0)) count--;
    return Arrays.copyOf(cpus, count);
  }

  @Override
  void forget(int column) {
    super.forget(column);
    if (column == StatsField.READ.ordinal()) neverRead = false;
    if (column == StatsField.CPU_EACH.ordinal()) cpuCount = 0;
    if (column == StatsField.BLOCK_BYTES.ordinal()) blockBytes = BlockIo.NONE;
    if (column == StatsField.BLOCK_OPERATIONS.ordinal()) blockOperations = BlockIo.NONE;
    if (column == StatsField.NETWORKS.ordinal()) interfaces.clear();
  }

  @Override
  void readPart(int column, JsonReader json) throws MetadataException {
    if (column == StatsField.READ.ordinal()) readTime(json);
    else if (column == StatsField.NETWORKS.ordinal()) readInterfaces(json);
    else if (json.token() != Token.ARRAY) json.skip();
    else if (column == StatsField.CPU_EACH.ordinal()) readCpus(json);
    else if (column == StatsField.BLOCK_BYTES.ordinal()) blockBytes = readBlockIo(json);
    else blockOperations = readBlockIo(json);
  }

  private void readTime(JsonReader json) throws MetadataException {
    double time = json.time();
    neverRead = time == ZERO_TIME;
    if (time > 0) numbers[StatsField.READ.ordinal()] = time;
    json.skip();
  }

  private void readCpus(JsonReader json) throws MetadataException {
    while (json.next() != Token.END_ARRAY) {
      if (cpuCount == cpus.length) cpus = Arrays.copyOf(cpus, 2 * cpuCount);
      cpus[cpuCount++] = json.unsigned();
      json.skip();
    }
  }

  private void readInterfaces(JsonReader json) throws MetadataException {
    if (json.token() != Token.OBJECT) {
      json.skip();
      return;
    }
    while (json.next() != Token.END_OBJECT) {
      String name = json.name();
      if (json.token() == Token.OBJECT) {
        networkInterface.clear();
        INTERFACE.read(json, networkInterface);
        keep(new NetworkInterface(name, networkInterface.numbers.clone()));
      } else {
        json.skip();
      }
    }
  }

  private void keep(NetworkInterface read) {
    if (interfaces.size() == MAX_INTERFACES) return;
    for (int i = 0; i < interfaces.size(); i++) {
      if (interfaces.get(i).name().equals(read.name())) interfaces.remove(i--);
    }
    interfaces.add(read);
  }

  private BlockIo readBlockIo(JsonReader json) throws MetadataException {
    BlockIo blockIo = new BlockIo();
    while (json.next() != Token.END_ARRAY) {
      if (json.token() == Token.OBJECT) {
        blockEntry.clear();
        BLOCK_ENTRY.read(json, blockEntry);
        addEntry(blockIo);
      } else {
        json.skip();
      }
    }
    return blockIo;
  }

  private void addEntry(BlockIo blockIo) {
    int operation = BlockIo.operation(blockEntry.texts[BlockField.OP.ordinal()]);
    double value = blockEntry.numbers[BlockField.VALUE.ordinal()];
    double major = blockEntry.numbers[BlockField.MAJOR.ordinal()];
    double minor = blockEntry.numbers[BlockField.MINOR.ordinal()];
    if (operation < 0 || Double.isNaN(value)) return;
    // Linux has 12 bits for the one and 20 for the other.
    boolean known = major < Integer.MAX_VALUE && minor < Integer.MAX_VALUE;
    if (!known) blockIo.add(operation, value);
    else blockIo.add((int) major, (int) minor, operation, value);
  }
}
