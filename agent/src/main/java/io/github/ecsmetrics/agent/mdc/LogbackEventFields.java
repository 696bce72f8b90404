package io.github.ecsmetrics.agent.mdc;

import ch.qos.logback.classic.spi.LoggingEvent;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/**
 * What a Logback event carries beside its context: SLF4J's key-value pairs, and the fields of
 * logstash-logback-encoder in markers and arguments. Encoders write them next to the context, and
 * two equal names there are one too many: Spring Boot throws the whole line away.
 *
 * <p>Never used under this name, see {@link LogbackEventMdc}. The encoder's classes may be out of
 * sight of Logback's, so they are told by their names.
 */
final class LogbackEventFields {
  private static final String SINGLE_FIELD =
      "net.logstash.logback.marker.SingleFieldAppendingMarker";
  private static final String MAP_ENTRIES = "net.logstash.logback.marker.MapEntriesAppendingMarker";

  /** Since 1.3; before, an event has no pairs and one marker. */
  private static final boolean PAIRS = hasPairs();

  private LogbackEventFields() {}

  /** The keys and values without those keys that the event has; the same array if it has none. */
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

  /** Null if there are none, which has to cost next to nothing. */
  @SuppressWarnings("deprecation")
  private static List<String> names(LoggingEvent event) {
    List<String> names = PAIRS ? ofPairsAndMarkers(event) : ofMarker(null, event.getMarker());
    Object[] arguments = event.getArgumentArray();
    if (arguments == null) return names;
    for (Object argument : arguments) {
      // The commonest, told faster than by names; by the interface Marker it takes 17 ns each.
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
