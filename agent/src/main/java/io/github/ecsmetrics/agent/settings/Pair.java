package io.github.ecsmetrics.agent.settings;

import io.github.ecsmetrics.agent.net.HeaderValue;
import io.github.ecsmetrics.agent.net.PercentEncoding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An entry {@code name=value} of a list. */
public final class Pair {
  /** Headers that the client sets itself. */
  private static final String[] OF_THE_CLIENT = {
    "Host", "Connection", "Content-Type", "Content-Encoding", "Content-Length", "Transfer-Encoding"
  };

  private static final String TOKEN = "!#$%&'*+-.^_`|~";

  final String text;

  /** Empty if there is no {@code =}. */
  public final String name;

  public final String value;

  private Pair(String text) {
    this.text = text;
    int equals = text.indexOf('=');
    name = equals < 0 ? "" : text.substring(0, equals).trim();
    value = text.substring(equals + 1).trim();
  }

  /**
   * The entries of a list; empty ones are left out.
   *
   * @param list null is empty
   */
  public static List<Pair> split(String list, char separator) {
    if (list == null) return Collections.emptyList();
    List<Pair> pairs = new ArrayList<>();
    for (int start = 0; start <= list.length(); ) {
      int next = list.indexOf(separator, start);
      int end = next < 0 ? list.length() : next;
      String entry = list.substring(start, end).trim();
      if (!entry.isEmpty()) pairs.add(new Pair(entry));
      start = end + 1;
    }
    return pairs;
  }

  /** One entry. */
  public static Pair parse(String text) {
    return new Pair(text);
  }

  /** Whether it has a name and a value. */
  boolean isPair() {
    return !name.isEmpty() && !value.isEmpty();
  }

  /**
   * Whether it can be a further header: a token (RFC 9110, section 5.6.2) and printable characters.
   */
  public boolean isHeader() {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean alphanumeric = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
      if (!alphanumeric && TOKEN.indexOf(c) < 0) return false;
    }
    if (!HeaderValue.isPrintable(value)) return false;
    for (String ofTheClient : OF_THE_CLIENT) if (name.equalsIgnoreCase(ofTheClient)) return false;
    return isPair();
  }

  /** The value of {@code OTEL_RESOURCE_ATTRIBUTES}, whose octets may be written {@code %2C}. */
  String percentDecoded() {
    return new String(PercentEncoding.decode(value), StandardCharsets.UTF_8);
  }
}
