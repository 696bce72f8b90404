package io.github.ecsmetrics.agent.metadata;

import java.util.List;

/** Decides by globs which containers have series of their own. */
public final class ContainerFilter {
  private final List<String> include;
  private final List<String> exclude;

  /**
   * @param include globs, {@code *} for any text and {@code ?} for any character; empty for all
   *     containers
   * @param exclude likewise; empty for none. It wins over {@code include}
   */
  public ContainerFilter(List<String> include, List<String> exclude) {
    this.include = include;
    this.exclude = exclude;
  }

  /** Whether the container of that name is one of them. */
  public boolean serves(String name) {
    return (include.isEmpty() || matchesAny(include, name)) && !matchesAny(exclude, name);
  }

  private static boolean matchesAny(List<String> globs, String name) {
    for (String glob : globs) {
      if (matches(glob, name)) return true;
    }
    return false;
  }

  /**
   * On a mismatch the last star takes one more character: constant space, at worst quadratic time.
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
