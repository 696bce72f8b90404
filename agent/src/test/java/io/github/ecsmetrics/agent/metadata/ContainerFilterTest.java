package io.github.ecsmetrics.agent.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerFilterTest {
  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, Web, false",
    "web, web2, false",
    "web*, web2, true",
    "web*, web, true",
    "*, '', true",
    "*pause*, ~internal~ecs~pause-web, true",
    "~internal~ecs~pause*, ~internal~ecs~pause, true",
    "~internal~ecs*, ~internal~ecs~pause-web, true",
    "~internal~ecs*, ~internal~ecs-emptyvolume-source, true",
    "~internal~ecs*, internal-ecs, false",
    "w?b, web, true",
    "w?b, wb, false",
    "a*b*c, a1b2b3c, true",
    "a*b*c, a1b2b3, false",
    "'', web, false",
    "'', '', true",
    "[w]eb, web, false",
    "web.1, web-1, false",
  })
  void globMatchesTheWholeName(String glob, String name, boolean matches) {
    assertEquals(matches, ContainerFilter.matches(glob, name));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', web, true",
    "'', web, web, false",
    "'', web, db, true",
    "web, '', web, true",
    "web, '', db, false",
    "w*, web, web, false",
    "w*, web, worker, true",
  })
  void excludeWinsOverInclude(String include, String exclude, String name, boolean served) {
    assertEquals(served, new ContainerFilter(list(include), list(exclude)).serves(name));
  }

  @Test
  void manyStarsTakeNoTime() {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> ContainerFilter.matches("*a".repeat(50) + "b", "a".repeat(1000)));
  }

  private static List<String> list(String glob) {
    return glob.isEmpty() ? List.of() : List.of(glob);
  }
}
