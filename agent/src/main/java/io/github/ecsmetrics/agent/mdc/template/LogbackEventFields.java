package io.github.ecsmetrics.agent.mdc.template;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * The fields that a Logback event has beside its context: SLF4J's key-value pairs, and those of
 * logstash-logback-encoder in markers and arguments. Encoders write them next to the context, and a
 * name must not be there twice: Spring Boot then drops the whole line
 * (spring-projects/spring-boot#45217).
 *
 * <p>Logback's class loader may not see the encoder's classes, so they are recognised by name.
 */
final class LogbackEventFields {
  private static final String SINGLE_FIELD =
      "net.logstash.logback.marker.SingleFieldAppendingMarker";
  private static final String MAP_ENTRIES = "net.logstash.logback.marker.MapEntriesAppendingMarker";

  /** True from Logback 1.3 on; before, an event has no pairs and one marker. */
  private static final boolean PAIRS = hasPairs();

  private LogbackEventFields() {}

  /** Returns the values without the keys that the event has; the same array if it has none. */
  static String[] without(LoggingEvent event, String[] values) {
    List<String> names = names(event);
    if (names == null) return values;
    List<String> left = new ArrayList<>(values.length);
    for (int i = 0; i < values.length; i += 2) {
      if (names.contains(values[i])) continue;
      left.add(values[i]);
      left.add(values[i + 1]);
    }
    return left.size() == values.length ? values : left.toArray(new String[0]);
  }

  /** Returns null if there are none: the usual case, which must allocate nothing. */
  @SuppressWarnings("deprecation")
  private static List<String> names(LoggingEvent event) {
    List<String> names = PAIRS ? ofPairsAndMarkers(event) : ofMarker(null, event.getMarker());
    Object[] arguments = event.getArgumentArray();
    if (arguments == null) return names;
    for (Object argument : arguments) {
      // The most common, skipped fast: comparing names, or instanceof Marker, takes 17 ns each.
      if (argument == null || argument instanceof String || argument instanceof Number) continue;
      names = ofField(names, argument);
    }
    return names;
  }

  private static List<String> ofPairsAndMarkers(LoggingEvent event) {
    List<String> names = null;
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    for (int i = 0; pairs != null && i < pairs.size(); i++) {
      names = with(names, pairs.get(i).key);
    }
    List<Marker> markers = event.getMarkerList();
    for (int i = 0; markers != null && i < markers.size(); i++) {
      names = ofMarker(names, markers.get(i));
    }
    return names;
  }

  private static List<String> ofMarker(List<String> before, Marker marker) {
    if (marker == null) return before;
    List<String> names = ofField(before, marker);
    if (!marker.hasReferences()) return names;
    for (Iterator<?> each = marker.iterator(); each.hasNext(); ) {
      names = ofMarker(names, (Marker) each.next());
    }
    return names;
  }

  private static List<String> ofField(List<String> before, Object field) {
    for (Class<?> type = field.getClass(); type != Object.class; type = type.getSuperclass()) {
      String name = type.getName();
      try {
        if (name.equals(SINGLE_FIELD)) {
          return with(before, (String) type.getMethod("getFieldName").invoke(field));
        }
        if (name.equals(MAP_ENTRIES)) {
          Field map = type.getDeclaredField("map");
          map.setAccessible(true);
          List<String> names = before;
          for (Object key : ((Map<?, ?>) map.get(field)).keySet()) {
            names = with(names, String.valueOf(key));
          }
          return names;
        }
      } catch (ReflectiveOperationException | RuntimeException ofAnUnknownVersion) {
        return before;
      }
    }
    return before;
  }

  private static List<String> with(List<String> before, String name) {
    List<String> names = before == null ? new ArrayList<>() : before;
    names.add(name);
    return names;
  }

  private static boolean hasPairs() {
    try {
      LoggingEvent.class.getMethod("getKeyValuePairs");
      return true;
    } catch (NoSuchMethodException before13) {
      return false;
    }
  }
}
