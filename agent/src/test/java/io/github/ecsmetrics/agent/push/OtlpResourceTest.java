package io.github.ecsmetrics.agent.push;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OtlpResourceTest {
  @Test
  void withoutATaskTheServiceIsUnknownUnlessItIsGiven() {
    assertEquals("{service.name=unknown_service:java}", OtlpResource.of(null, Map.of()).toString());
    assertEquals(
        "{service.name=orders}",
        OtlpResource.of(null, Map.of("service.name", "orders")).toString());
  }
}
