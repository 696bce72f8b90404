package io.github.ecsmetrics.agent.net;

/** What may be the value of a header. */
public final class HeaderValue {
  private HeaderValue() {}

  /**
   * Whether all characters are printable ASCII: no line break ends the header, and nobody on the
   * way reads another encoding.
   */
  public static boolean isPrintable(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) > '~') return false;
    }
    return true;
  }
}
