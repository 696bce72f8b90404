package io.github.ecsmetrics.agent.settings;

/** Finds the known key that is closest to a mistyped one, by the number of edits. */
final class ClosestMatch {
  private ClosestMatch() {}

  static String to(String key, String[] known) {
    String nearest = known[0];
    int fewest = Integer.MAX_VALUE;
    for (String candidate : known) {
      int edits = edits(key, candidate);
      if (edits >= fewest) continue;
      fewest = edits;
      nearest = candidate;
    }
    return nearest;
  }

  /** Levenshtein distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
