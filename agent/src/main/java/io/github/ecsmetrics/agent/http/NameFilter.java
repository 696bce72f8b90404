package io.github.ecsmetrics.agent.http;

import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.net.URLEncoder;

/** The {@code name[]=metric} parameters of a query, which choose what is served. */
final class NameFilter {
  private NameFilter() {}

  /** The query with these only, encoded anew; null if it cannot be decoded. */
  static String of(String query) throws UnsupportedEncodingException {
    StringBuilder names = new StringBuilder();
    for (int from = 0; from < query.length(); ) {
      int ampersand = query.indexOf('&', from);
      int end = ampersand < 0 ? query.length() : ampersand;
      String pair = query.substring(from, end);
      from = end + 1;
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      try {
        if (!URLDecoder.decode(pair.substring(0, equals), "UTF-8").equals("name[]")) continue;
        String name = URLDecoder.decode(pair.substring(equals + 1), "UTF-8");
        names.append(names.length() == 0 ? "" : "&").append("name%5B%5D=");
        names.append(URLEncoder.encode(name, "UTF-8"));
      } catch (IllegalArgumentException badEscape) {
        return null;
      }
    }
    return names.toString();
  }
}
