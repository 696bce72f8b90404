package io.github.ecsmetrics.agent.log;

/** What a person has set, as it may be printed. */
public final class Redacted {
  private static final String HIDDEN = "***";

  private Redacted() {}

  /**
   * The text with {@code ***} for each time that the secret is in it.
   *
   * @param secret null or empty for none
   */
  public static String secret(String text, String secret) {
    return secret == null || secret.isEmpty() ? text : text.replace(secret, HIDDEN);
  }

  /**
   * The text with {@code ***} where a URL may have a user and a password, {@code
   * http://***@gateway:9091}.
   *
   * <p>What is printed is mostly wrong, so it is not taken to be well-formed: a password may have a
   * slash or an {@code @} in it, there may be no scheme, and what should be a port may be the start
   * of a password that was cut off at a comma.
   */
  public static String url(String text) {
    int start = authority(text);
    int at = text.lastIndexOf('@');
    if (at >= start) return text.substring(0, start) + HIDDEN + text.substring(at);
    int host = text.startsWith("[", start) ? Math.max(start, text.indexOf(']')) : start;
    int colon = text.indexOf(':', host);
    boolean harmless = colon < 0 || endOfAuthority(text, start) < colon || isPort(text, colon + 1);
    return harmless ? text : text.substring(0, colon + 1) + HIDDEN;
  }

  /** Where it begins: behind {@code scheme://}, else with the text. */
  private static int authority(String text) {
    int end = text.indexOf("://");
    for (int i = 0; i < end; i++) {
      if (!Character.isLetter(text.charAt(i))) return 0;
    }
    return end < 0 ? 0 : end + 3;
  }

  private static int endOfAuthority(String text, int start) {
    int end = start;
    while (end < text.length() && "/?#".indexOf(text.charAt(end)) < 0) end++;
    return end;
  }

  private static boolean isPort(String text, int start) {
    int end = endOfAuthority(text, start);
    for (int i = start; i < end; i++) {
      if (!Character.isDigit(text.charAt(i))) return false;
    }
    return true;
  }
}
