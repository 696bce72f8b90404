package io.github.ecsmetrics.agent.log;

/** Hides secrets in texts that are printed, such as the values of settings. */
public final class Redacted {
  private static final String HIDDEN = "***";

  private Redacted() {}

  /**
   * Replaces each occurrence of a secret by {@code ***}.
   *
   * @param secret null or empty for none
   */
  public static String secret(String text, String secret) {
    return secret == null || secret.isEmpty() ? text : text.replace(secret, HIDDEN);
  }

  /**
   * Replaces the part of a URL that may be a user and a password by {@code ***}: {@code
   * http://***@gateway:9091}.
   *
   * <p>The URL need not be well-formed, since mostly invalid ones are printed: a password may
   * contain a slash or an {@code @}, the scheme may be missing, and the port may be the beginning
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

  /** The same without the query, which may have a token. */
  public static String urlOnly(String text) {
    String redacted = url(text);
    int query = redacted.indexOf('?', authority(redacted));
    return query < 0 || authority(redacted) == 0
        ? redacted
        : redacted.substring(0, query + 1) + HIDDEN;
  }

  /** The index at which the authority begins: after {@code scheme://}, or 0 without a scheme. */
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
