package io.github.ecsmetrics.agent.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Problems problems = new Problems();

  @Test
  void problemThatLastsIsLoggedOnceHoweverLongItLasts() {
    assertTrue(problems.isNew("metadata", "timeout", 0));
    for (int hour = 1; hour < 100; hour++) {
      assertFalse(problems.isNew("metadata", "timeout", hour * 60 * MINUTE));
    }
  }

  @Test
  void problemThatChangesIsLogged() {
    assertTrue(problems.isNew("metadata", "timeout", 0));
    assertTrue(problems.isNew("metadata", "http_500", 1));
    assertTrue(problems.isNew("port", "timeout", 2));
  }

  @Test
  void problemsThatAlternateAreLoggedOnceEach() {
    String[] kinds = {"timeout", "http_500", "bad_json"};
    int logged = 0;
    for (int i = 0; i < 10_000; i++) {
      if (problems.isNew("metadata", kinds[i % kinds.length], i * MINUTE / 3)) logged++;
      problems.resolved("metadata");
    }
    assertTrue(logged == kinds.length, logged + " lines");
  }

  @Test
  void problemThatComesBackAfterTenMinutesIsLoggedAgain() {
    assertTrue(problems.isNew("metadata", "timeout", 0));
    problems.resolved("metadata");
    assertFalse(problems.isNew("metadata", "timeout", 9 * MINUTE));
    problems.resolved("metadata");
    assertTrue(problems.isNew("metadata", "timeout", 19 * MINUTE));
  }

  @Test
  void problemThatAnotherReplacedIsLoggedWhenItReturns() {
    assertTrue(problems.isNew("metadata", "timeout", 0));
    assertTrue(problems.isNew("metadata", "http_500", MINUTE));
    assertTrue(problems.isNew("metadata", "timeout", 20 * MINUTE));
  }
}
