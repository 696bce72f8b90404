package io.github.ecsmetrics.agent.metadata;

import java.util.Arrays;

/** What was found of one JSON object's {@link Field}s: NaN or null where nothing was. */
class Row {
  final double[] numbers;
  final String[] texts;

  Row(int columns) {
    numbers = new double[columns];
    texts = new String[columns];
    Arrays.fill(numbers, Double.NaN);
  }

  final void clear() {
    for (int i = 0; i < numbers.length; i++) forget(i);
  }

  /** Back to unknown: a member that comes twice counts as it stood last. */
  void forget(int column) {
    numbers[column] = Double.NaN;
    texts[column] = null;
  }

  /** Whether no number and no text was found. */
  final boolean isBlank() {
    for (int i = 0; i < numbers.length; i++) {
      if (texts[i] != null || !Double.isNaN(numbers[i])) return false;
    }
    return true;
  }

  /** Reads a list or map; the reader stands at its start and has to be left at its end. */
  void readPart(int column, JsonReader json) throws MetadataException {
    json.skip();
  }
}
