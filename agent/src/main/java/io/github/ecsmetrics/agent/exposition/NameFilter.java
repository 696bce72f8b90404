package io.github.ecsmetrics.agent.exposition;

import io.prometheus.metrics.model.registry.MetricNameFilter;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The {@code name[]=metric} parameters of a query: they select the metrics to serve. */
public final class NameFilter {
  private NameFilter() {}

  /**
   * Matches as client_java's server does: {@code things} and {@code things_total} both select the
   * counter {@code things}.
   *
   * @return null if the query names no metric
   * @throws IllegalArgumentException if the query cannot be decoded
   */
  public static Predicate<String> of(String query) throws UnsupportedEncodingException {
    List<String> names = new ArrayList<>();
    for (int from = 0; from < query.length(); ) {
      int ampersand = query.indexOf('&', from);
      int end = ampersand < 0 ? query.length() : ampersand;
      String pair = query.substring(from, end);
      from = end + 1;
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      if (!URLDecoder.decode(pair.substring(0, equals), "UTF-8").equals("name[]")) continue;
      names.add(URLDecoder.decode(pair.substring(equals + 1), "UTF-8"));
    }
    return names.isEmpty() ? null : MetricNameFilter.builder().nameMustBeEqualTo(names).build();
  }
}
