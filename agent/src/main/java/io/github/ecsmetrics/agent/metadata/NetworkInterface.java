package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.FieldMapping;
import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The counters of one network interface, as a container or the whole task sees them. */
public final class NetworkInterface {
  private static final FieldMapping<NetworkInterface> FIELDS = new FieldMapping<>();

  static {
    for (NetworkCounter counter : NetworkCounter.values()) FIELDS.number(counter.member);
  }

  private final String name;
  private final double[] counters;

  public NetworkInterface(String name, double[] counters) {
    this.name = name;
    this.counters = counters;
  }

  /** Reads {@code networks}: objects of counters by the interface's name. */
  static final class Decoder implements JsonDecoder<NetworkInterface[]> {
    /** More than any container has; with more, an answer would take minutes to compare. */
    private static final int MAX_INTERFACES = 256;

    @Override
    public NetworkInterface[] decode(JsonReader json) throws IOException {
      if (json.token() != Token.OBJECT) {
        json.skip();
        return null;
      }
      List<NetworkInterface> interfaces = new ArrayList<>();
      while (json.next() != Token.END_OBJECT) {
        String name = json.name();
        if (json.token() == Token.OBJECT) {
          keep(interfaces, new NetworkInterface(name, FIELDS.read(json).numbers()));
        } else {
          json.skip();
        }
      }
      return interfaces.toArray(new NetworkInterface[0]);
    }

    private static void keep(List<NetworkInterface> interfaces, NetworkInterface read) {
      if (interfaces.size() == MAX_INTERFACES) return;
      for (int i = 0; i < interfaces.size(); i++) {
        if (interfaces.get(i).name.equals(read.name)) interfaces.remove(i--);
      }
      interfaces.add(read);
    }
  }

  /** The sum over the interfaces whose counter is known, or NaN if there is none. */
  public static double sum(NetworkInterface[] interfaces, NetworkCounter counter) {
    double sum = Double.NaN;
    for (NetworkInterface networkInterface : interfaces) {
      sum = NanSum.of(sum, networkInterface.value(counter));
    }
    return sum;
  }

  public String name() {
    return name;
  }

  /** The counter's value, or NaN. */
  public double value(NetworkCounter counter) {
    return counters[counter.ordinal()];
  }
}
