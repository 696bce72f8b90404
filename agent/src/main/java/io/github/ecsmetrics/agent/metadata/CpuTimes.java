package io.github.ecsmetrics.agent.metadata;

import io.github.ecsmetrics.agent.json.JsonDecoder;
import io.github.ecsmetrics.agent.json.JsonReader;
import io.github.ecsmetrics.agent.json.JsonReader.Token;
import java.io.IOException;
import java.util.Arrays;

/** Reads {@code percpu_usage}: the CPU time of each CPU, NaN for an entry that is no number. */
final class CpuTimes implements JsonDecoder<double[]> {
  @Override
  public double[] decode(JsonReader json) throws IOException {
    if (json.token() != Token.ARRAY) {
      json.skip();
      return null;
    }
    double[] times = new double[16];
    int count = 0;
    while (json.next() != Token.END_ARRAY) {
      if (count == times.length) times = Arrays.copyOf(times, 2 * count);
      times[count++] = json.unsigned();
      json.skip();
    }
    return Arrays.copyOf(times, count);
  }
}
