package io.github.ecsmetrics.agent.metrics;

import java.util.ArrayList;
import java.util.List;

/** Which containers have series of their own, by globs of their names. */
public final class ContainerFilter {
  private final List<String> include;
  private final List<String> exclude;

  private ContainerFilter(List<String> include, List<String> exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /**
   * @param include globs with commas between them, {@code *} for any text and {@code ?} for any
   *     character; null or empty for all containers
   * @param exclude likewise; null or empty for none. It wins over {@code include}
   */
  public static ContainerFilter parse(String include, String exclude) {
    return new ContainerFilter(globs(include), globs(exclude));
  }

  private static List<String> globs(String list) {
    List<String> globs = new ArrayList<>();
    int from = 0;
    while (list != null && from <= list.length()) {
      int comma = list.indexOf(',', from);
      int end = comma < 0 ? list.length() : comma;
      String glob = list.substring(from, end).trim();
      if (!glob.isEmpty()) globs.add(glob);
      from = end + 1;
    }
    return globs;
  }

  boolean serves(String name) {
    return (include.isEmpty() || matchesAny(include, name)) && !matchesAny(exclude, name);
  }

  private static boolean matchesAny(List<String> globs, String name) {
    for (String glob : globs) {
      if (matches(glob, name)) return true;
    }
    return false;
  }

  /**
   * In linear space and quadratic time at worst: on a mismatch the last star takes one character
   * more.
   */
  static boolean matches(String glob, String name) {
    int g = 0;
    int n = 0;
    int star = -1;
    int starEnd = 0;
    while (n < name.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        starEnd = n;
      } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == name.charAt(n))) {
        g++;
        n++;
      } else if (star >= 0) {
        g = star + 1;
        n = ++starEnd;
      } else {
        return false;
      }
    }
    while (g < glob.length() && glob.charAt(g) == '*') g++;
    return g == glob.length();
  }
}
