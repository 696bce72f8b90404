package io.github.ecsmetrics.it.logging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ecsmetrics.it.Finished;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The lines of a program that are JSON; two equal names in one object are an error. */
final class JsonLines {
  private static final ObjectMapper STRICT =
      new ObjectMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private JsonLines() {}

  static List<JsonNode> of(Finished program) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : program.stdout().lines().filter(each -> each.startsWith("{")).toList()) {
      lines.add(parse(line));
    }
    return lines;
  }

  static JsonNode parse(String object) throws IOException {
    return STRICT.readTree(object);
  }
}
